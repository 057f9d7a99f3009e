package dev.riffle.ingest.collect.admission;

import dev.riffle.project.ProjectId;

/** What is known of a key that came with a request. */
public sealed interface KeyHolder {
  /** The key may write events of this project. */
  record Project(ProjectId project) implements KeyHolder {}

  /** No such key, or revoked, or expired, or not for writing. */
  record Nobody() implements KeyHolder {}

  /** The keys cannot be looked up now; trying again may help. */
  record Unavailable() implements KeyHolder {}
}
