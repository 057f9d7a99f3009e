package dev.riffle.query.question;

import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A number of an answer, named by where it stands there. */
public sealed interface Cell {
  /** The question that has the answer. */
  Question question();

  /**
   * A group: the one of these values, or the one of all that are not told apart.
   *
   * @param values one for each property, {@code Null} when missing, and for each segment, whether
   *     they are in; empty for the others
   */
  record Group(boolean other, List<PropertyValue> values) {
    public Group {
      values = List.copyOf(values);
      if (other != values.isEmpty()) {
        throw InvalidQuestion.at(
            "", FaultCode.CONTRADICTION, "This takes either `values` or `other`.");
      }
    }
  }

  /**
   * Uniques of a segmentation; without a series the persons of a segment, or everybody active.
   *
   * @param series place of the event in the question, from 0
   * @param segment name
   * @param bucket its start; over the whole range when empty
   * @param compared of the earlier days that the question compares to
   */
  record OfSegmentation(
      Segmentation question,
      Optional<Integer> series,
      Optional<String> segment,
      Optional<Instant> bucket,
      Optional<Group> group,
      boolean compared)
      implements Cell {
    public OfSegmentation {
      if (compared && question.compareTo().isEmpty()) {
        throw InvalidQuestion.at(
            "/compared", FaultCode.CONTRADICTION, "The question compares to no earlier days.");
      }
      if (series.isPresent() && series.get() >= question.events().size()) {
        throw InvalidQuestion.at(
            "/series", FaultCode.UNKNOWN_VALUE, "The question has no such series.");
      }
      if (segment.isPresent()
          && question.segments().stream().noneMatch(one -> one.name().equals(segment.get()))) {
        throw InvalidQuestion.at(
            "/segment", FaultCode.UNKNOWN_VALUE, "The question has no such segment.");
      }
      if (segment.isEmpty() && series.isPresent() && !question.segments().isEmpty()) {
        throw InvalidQuestion.at(
            "/segment", FaultCode.MISSING, "The question has segments: say which one.");
      }
      if (group.isPresent() && !fits(group.get(), question.groupBy().size(), series.isPresent())) {
        throw InvalidQuestion.at(
            "/group",
            FaultCode.CONTRADICTION,
            "A group has one value for each entry of the question's `groupBy`; `other` also"
                + " needs a series.");
      }
    }

    private static boolean fits(Group group, int properties, boolean ofSeries) {
      return group.other() ? ofSeries && properties > 0 : group.values().size() == properties;
    }
  }

  /**
   * Users of a feature usage; without an event those who were active.
   *
   * @param group the column of a value; whatever the value when empty
   * @param segment the column of a segment, by its name; whoever it is when empty
   */
  record OfUsage(
      FeatureUsage question,
      Optional<String> event,
      Optional<Group> group,
      Optional<String> segment)
      implements Cell {
    public OfUsage {
      if (segment.isPresent()) {
        checkSegment(segment, question.segments());
      }
      if (group.isPresent() && question.by().isEmpty()) {
        throw InvalidQuestion.at(
            "/group", FaultCode.CONTRADICTION, "The columns of this question are segments.");
      }
      if (group.isPresent() && !group.get().other() && group.get().values().size() != 1) {
        throw InvalidQuestion.at(
            "/group", FaultCode.CONTRADICTION, "A column has exactly one value.");
      }
    }
  }

  /**
   * Persons of a funnel who reached a step.
   *
   * @param step from 1
   * @param dropped only those who did not reach the next one
   * @param segment name
   * @param bucket begun in the one with this start; whenever when empty
   * @param group of the breakdown; whatever the value when empty
   * @param notReached only those whose path did not reach the step that the breakdown looks at
   */
  record OfFunnel(
      Funnel question,
      int step,
      boolean dropped,
      Optional<String> segment,
      Optional<Instant> bucket,
      Optional<Group> group,
      boolean notReached)
      implements Cell {
    public OfFunnel {
      int steps = question.steps().size();
      if (step < 1 || step > steps) {
        throw InvalidQuestion.at(
            "/step", FaultCode.OUT_OF_BOUNDS, "The funnel has the steps 1 to " + steps + ".");
      }
      if (dropped && step == steps) {
        throw InvalidQuestion.at(
            "/dropped", FaultCode.CONTRADICTION, "After the last step there is none to miss.");
      }
      checkSegment(segment, question.segments());
      boolean grouped = group.isPresent() || notReached;
      if ((grouped && question.breakdown().isEmpty()) || (group.isPresent() && notReached)) {
        throw InvalidQuestion.at(
            "/group",
            FaultCode.CONTRADICTION,
            "Only a funnel with a breakdown has groups, and a person is in one of them.");
      }
      if (group.isPresent() && !group.get().other() && group.get().values().size() != 1) {
        throw InvalidQuestion.at(
            "/group", FaultCode.CONTRADICTION, "A group has exactly one value.");
      }
    }
  }

  /**
   * Persons of a retention's cohort.
   *
   * @param cohort its start
   * @param segment name
   * @param group at the start; whatever it is when empty
   * @param bracket place of the column, from 0; the whole cohort when empty
   * @param returned whether those who returned for the bracket are meant, or those who did not
   */
  record OfRetention(
      Retention question,
      Instant cohort,
      Optional<String> segment,
      Optional<Group> group,
      Optional<Integer> bracket,
      boolean returned)
      implements Cell {
    public OfRetention {
      checkSegment(segment, question.segments());
      if (bracket.isPresent() && (bracket.get() < 0 || bracket.get() >= question.told().size())) {
        throw InvalidQuestion.at(
            "/bracket",
            FaultCode.OUT_OF_BOUNDS,
            "The answer has the columns 0 to " + (question.told().size() - 1) + ".");
      }
      checkGroup(group, question.groupBy().size());
    }
  }

  /**
   * Persons of a lifecycle's period.
   *
   * @param bucket start of the period
   * @param segment name
   */
  record OfLifecycle(
      Lifecycle question, Instant bucket, LifecycleState state, Optional<String> segment)
      implements Cell {
    public OfLifecycle {
      checkSegment(segment, question.segments());
    }
  }

  /**
   * Persons who began a session.
   *
   * @param segment name
   * @param bucket in the one with this start; in the whole range when empty
   * @param group of the sessions; whatever it is when empty
   * @param repeat only those who began two or more
   */
  record OfSessions(
      Sessions question,
      Optional<String> segment,
      Optional<Instant> bucket,
      Optional<Group> group,
      boolean repeat)
      implements Cell {
    public OfSessions {
      checkSegment(segment, question.segments());
      checkGroup(group, question.groupBy().size());
    }
  }

  /**
   * Persons who were new in a revenue's range.
   *
   * @param segment name
   * @param day only those whose day of this number has ended; all when empty
   * @param paying only those who had paid by its end
   */
  record OfRevenue(
      Revenue question, Optional<String> segment, Optional<Integer> day, boolean paying)
      implements Cell {
    public OfRevenue {
      checkSegment(segment, question.segments());
      if (day.isPresent() && (day.get() < 0 || day.get() > question.days())) {
        throw InvalidQuestion.at(
            "/day",
            FaultCode.OUT_OF_BOUNDS,
            "The answer has the days 0 to " + question.days() + ".");
      }
      if (paying && day.isEmpty()) {
        throw InvalidQuestion.at(
            "/paying", FaultCode.CONTRADICTION, "Say by the end of which day they had paid.");
      }
    }
  }

  /**
   * Persons who came on so many days of a stickiness' period.
   *
   * @param bucket start of the period
   * @param days 1 to 7 of a week, to 31 of a month
   * @param orMore on so many days or more
   * @param segment name
   */
  record OfStickiness(
      Stickiness question, Instant bucket, int days, boolean orMore, Optional<String> segment)
      implements Cell {
    public OfStickiness {
      int max = question.unit().daysMax();
      if (days < 1 || days > max) {
        throw InvalidQuestion.at(
            "/days", FaultCode.OUT_OF_BOUNDS, "The answer has the days 1 to " + max + ".");
      }
      checkSegment(segment, question.segments());
    }
  }

  /**
   * Persons whose paths go through a node, or along a link.
   *
   * @param step of the node, from 0
   * @param node empty at step 0, where all paths begin
   * @param from the node of the step before; whatever it is when empty
   * @param segment name; everybody when empty
   */
  record OfPaths(
      Paths question,
      int step,
      Optional<PathNode> node,
      Optional<PathNode> from,
      Optional<String> segment)
      implements Cell {
    public OfPaths {
      if (segment.isPresent()) {
        checkSegment(segment, question.segments());
      }
      if (step < 0 || step > question.depth()) {
        throw InvalidQuestion.at(
            "/step",
            FaultCode.OUT_OF_BOUNDS,
            "The answer has the steps 0 to " + question.depth() + ".");
      }
      if (node.isPresent() != step > 0) {
        throw InvalidQuestion.at(
            "/node", FaultCode.CONTRADICTION, "Every step but 0, the anchor, needs a node.");
      }
      PathNode anchor = new PathNode(NodeKind.EVENT, Optional.of(question.anchor().event()));
      if (from.isPresent() && (step == 0 || (step == 1 && !from.get().equals(anchor)))) {
        throw InvalidQuestion.at(
            "/from", FaultCode.CONTRADICTION, "Paths come to step 1 from the anchor.");
      }
      if (from.isPresent() && from.get().kind() == NodeKind.END) {
        throw InvalidQuestion.at(
            "/from", FaultCode.CONTRADICTION, "Nothing follows the end of a path.");
      }
    }
  }

  private static void checkGroup(Optional<Group> group, int entries) {
    if (group.isPresent()
        && (entries == 0 || (!group.get().other() && group.get().values().size() != entries))) {
      throw InvalidQuestion.at(
          "/group",
          FaultCode.CONTRADICTION,
          "A group has one value for each entry of the question's `groupBy`.");
    }
  }

  private static void checkSegment(Optional<String> segment, List<Segment> segments) {
    boolean known =
        segment.isEmpty()
            ? segments.isEmpty()
            : segments.stream().anyMatch(one -> one.name().equals(segment.get()));
    if (!known) {
      throw InvalidQuestion.at(
          "/segment",
          FaultCode.UNKNOWN_VALUE,
          "This is the name of one of the question's segments, if it has any.");
    }
  }
}
