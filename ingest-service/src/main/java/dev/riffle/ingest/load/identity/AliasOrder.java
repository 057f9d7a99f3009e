package dev.riffle.ingest.load.identity;

/**
 * A correction by an administrator, who knows better than SDKs.
 *
 * @param id grows; of two orders the one with the greater id is the later one
 * @param orderedAtMillis milliseconds since the epoch
 */
public record AliasOrder(
    long id, int project, String previousId, String userId, Action action, long orderedAtMillis) {
  public enum Action {
    MERGE,
    UNDO
  }
}
