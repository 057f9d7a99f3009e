package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What persons do after an event, or did before it, step by step.
 *
 * @param anchor where paths begin: at each person's first such event in the range
 * @param direction {@code after} by default
 * @param depth how many events are followed, 1 to {@value #DEPTH_MAX}, {@value #DEPTH_DEFAULT} by
 *     default
 * @param window how far from the anchor, inclusive; instead of it, the anchor's session
 * @param keepRepeats an event that is repeated at once is another step; else it is none
 * @param exclude events that are not looked at, at most {@value #EXCLUDE_MAX}
 * @param where what every event must meet that is looked at
 * @param segments at most {@value Segmentation#SEGMENTS_MAX}, beside everybody: what the anchor
 *     must meet besides
 * @param scope on which days anchors lie
 * @param top how many events are told apart at each step, 1 to {@value #TOP_MAX}, {@value
 *     #TOP_DEFAULT} by default; the others are one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Paths(
    Series anchor,
    PathDirection direction,
    int depth,
    Optional<ConversionWindow> window,
    boolean keepRepeats,
    List<String> exclude,
    Optional<Predicate> where,
    List<Segment> segments,
    @JsonUnwrapped Scope scope,
    int top)
    implements Question {
  public static final int DEPTH_DEFAULT = 4;
  public static final int DEPTH_MAX = 10;
  public static final int TOP_DEFAULT = 5;
  public static final int TOP_MAX = 20;
  public static final int EXCLUDE_MAX = 100;

  public Paths {
    List<Fault> faults = new ArrayList<>();
    bounded("/depth", depth, DEPTH_MAX, faults);
    bounded("/top", top, TOP_MAX, faults);
    if (exclude.size() > EXCLUDE_MAX) {
      faults.add(
          new Fault(
              "/exclude", FaultCode.OUT_OF_BOUNDS, "Takes at most " + EXCLUDE_MAX + " entries."));
    }
    if (new HashSet<>(exclude).size() < exclude.size()) {
      faults.add(new Fault("/exclude", FaultCode.DUPLICATE, "An entry stands here twice."));
    }
    if (exclude.contains(anchor.event())) {
      faults.add(new Fault("/exclude", FaultCode.CONTRADICTION, "The anchor cannot be left out."));
    }
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    exclude = List.copyOf(exclude);
    segments = Entries.within("/segments", segments, 0, Segmentation.SEGMENTS_MAX);
    Entries.different("/segments", segments.stream().map(Segment::name).toList());
  }

  @Override
  public boolean usesMode(PropertyMode mode) {
    return where.stream().anyMatch(predicate -> predicate.uses(mode))
        || anchor.where().stream().anyMatch(predicate -> predicate.uses(mode))
        || segments.stream().anyMatch(segment -> segment.uses(mode));
  }

  private static void bounded(String pointer, int number, int max, List<Fault> faults) {
    if (number < 1 || number > max) {
      faults.add(new Fault(pointer, FaultCode.OUT_OF_BOUNDS, "This is 1 to " + max + "."));
    }
  }
}
