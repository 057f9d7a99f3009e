package dev.riffle.query.alias;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What making two ids one person would change.
 *
 * @param allowed whether it would be done
 * @param refusal why not
 * @param personsChanged persons whose numbers would change; 0 when the two are one already
 * @param eventsMoved tracked events that would become the user's
 * @param persons the persons as they are now: those of the previous id, and the user's
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AliasPreview(
    String previousId,
    String userId,
    boolean allowed,
    Optional<String> refusal,
    int personsChanged,
    long eventsMoved,
    List<ConcernedPerson> persons) {
  /**
   * One of them.
   *
   * @param id by which it was found
   * @param events tracked ones
   * @param devices anonymous ids that these events carry
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record ConcernedPerson(
      String id,
      long events,
      long devices,
      Optional<Instant> firstEvent,
      Optional<Instant> lastEvent) {}
}
