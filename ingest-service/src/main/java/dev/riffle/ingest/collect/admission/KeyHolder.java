package dev.riffle.ingest.collect.admission;

import dev.riffle.project.ProjectId;
import java.time.Duration;

/** What is known of a key that came with a request. */
public sealed interface KeyHolder {
  /**
   * The key may write events of this project.
   *
   * @param key stands for the key where its text must not: the hash of it
   */
  record Project(ProjectId project, String key) implements KeyHolder {}

  /** No such key, or revoked, or expired, or not for writing. */
  record Nobody() implements KeyHolder {}

  /** The keys cannot be looked up now; trying again may help. */
  record Unavailable() implements KeyHolder {}

  /** Too many keys that are not known came from the same network. */
  record Throttled(Duration retryAfter) implements KeyHolder {}
}
