package dev.riffle.query.alias;

import java.time.Instant;

/**
 * What an administrator has said about two ids, for good: a later order takes its place.
 *
 * @param id grows from order to order, over all projects
 * @param orderedBy number of the key that was used
 */
public record AliasOrder(
    long id,
    String previousId,
    String userId,
    Action action,
    String reason,
    long orderedBy,
    Instant orderedAt) {
  /** Longest reason, in characters. */
  public static final int MAX_REASON_LENGTH = 500;

  /** What is to be. */
  public enum Action {
    /** The previous id's person is the user's person. */
    MERGE,
    /** They are two, whatever SDKs say. */
    UNDO
  }
}
