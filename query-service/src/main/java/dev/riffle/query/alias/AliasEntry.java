package dev.riffle.query.alias;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * One statement that two ids are one person, or no longer, and what became of it.
 *
 * @param at event time of an SDK's first record, time of an order
 * @param times records of SDKs that say so; 1 for an order
 * @param why in words, when it does not hold
 * @param reason and {@code orderedBy}, the number of the key: of an order
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AliasEntry(
    String previousId,
    String userId,
    Source source,
    State state,
    Optional<String> why,
    Instant at,
    long times,
    Optional<String> reason,
    Optional<Long> orderedBy) {
  /** Who says so. */
  public enum Source {
    @JsonProperty("sdk")
    SDK,
    @JsonProperty("merge")
    MERGE_ORDER,
    @JsonProperty("undo")
    UNDO_ORDER
  }

  /** What became of it. */
  public enum State {
    /** The two ids are one person. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** It would chain, or says nothing. */
    @JsonProperty("refused")
    REFUSED,
    /** An undo has taken it back. */
    @JsonProperty("undone")
    UNDONE,
    /** A later order for the same previous id has taken its place. */
    @JsonProperty("replaced")
    REPLACED,
    /** An undo that is in force. */
    @JsonProperty("inForce")
    IN_FORCE
  }
}
