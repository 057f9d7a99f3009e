package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.event.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads a {@link PeopleQuestion}. */
final class PeopleReader {
  private static final String QUESTION = "question";
  private static final String CELL = "cell";

  /** Kinds of questions whose numbers can be asked for their persons. */
  private enum Kind {
    SEGMENTATION("segmentation"),
    FEATURE_USAGE("featureUsage"),
    FUNNEL("funnel"),
    RETENTION("retention"),
    LIFECYCLE("lifecycle"),
    STICKINESS("stickiness"),
    PATHS("paths"),
    SESSIONS("sessions"),
    REVENUE("revenue");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }
  }

  private PeopleReader() {}

  static Optional<PeopleQuestion> read(JsonNode node, List<Fault> faults) {
    JsonFields fields = new JsonFields(node, "", faults, "kind", QUESTION, CELL, "cursor", "limit");
    fields.require("kind");
    fields.require(QUESTION);
    fields.require(CELL);
    Optional<Kind> kind = fields.oneOf("kind", Kind.values(), each -> each.wire);
    Optional<String> cursor = fields.text("cursor");
    int limit = fields.wholeNumber("limit", PeopleQuestion.LIMIT_DEFAULT);
    if (kind.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    Optional<? extends Cell> cell =
        switch (kind.get()) {
          case SEGMENTATION ->
              question(fields, SegmentationReader::read, faults)
                  .flatMap(question -> ofSegmentation(question, fields, faults));
          case FEATURE_USAGE ->
              question(fields, FeatureUsageReader::read, faults)
                  .flatMap(question -> ofUsage(question, fields, faults));
          case FUNNEL ->
              question(fields, FunnelReader::read, faults)
                  .flatMap(question -> ofFunnel(question, fields, faults));
          case RETENTION ->
              question(fields, RetentionReader::read, faults)
                  .flatMap(question -> ofRetention(question, fields, faults));
          case LIFECYCLE ->
              question(fields, ActivityReader::lifecycle, faults)
                  .flatMap(question -> ofLifecycle(question, fields, faults));
          case STICKINESS ->
              question(fields, ActivityReader::stickiness, faults)
                  .flatMap(question -> ofStickiness(question, fields, faults));
          case PATHS ->
              question(fields, PathsReader::read, faults)
                  .flatMap(question -> ofPaths(question, fields, faults));
          case SESSIONS ->
              question(fields, SessionsReader::read, faults)
                  .flatMap(question -> ofSessions(question, fields, faults));
          case REVENUE ->
              question(fields, RevenueReader::read, faults)
                  .flatMap(question -> ofRevenue(question, fields, faults));
        };
    return cell.flatMap(one -> fields.built(() -> new PeopleQuestion(one, cursor, limit)));
  }

  /** The question inside, with its faults seen from here. */
  private static <Q> Optional<Q> question(
      JsonFields fields,
      BiFunction<JsonNode, List<Fault>, Optional<Q>> reader,
      List<Fault> faults) {
    List<Fault> inner = new ArrayList<>();
    Optional<Q> question = fields.object(QUESTION, (node, _) -> reader.apply(node, inner));
    inner.forEach(fault -> faults.add(fault.under(Fault.pointer(QUESTION))));
    return inner.isEmpty() ? question : Optional.empty();
  }

  private static Optional<Cell> ofSegmentation(
      Segmentation question, JsonFields fields, List<Fault> faults) {
    return fields.object(
        CELL,
        (node, pointer) -> {
          JsonFields cell =
              new JsonFields(
                  node, pointer, faults, "series", "segment", "bucket", "group", "compared");
          Optional<Integer> series = cell.text("series").flatMap(text -> letter(text, cell));
          Optional<String> segment = cell.text("segment");
          var bucket = cell.instant("bucket");
          Optional<Cell.Group> group = cell.object("group", (each, at) -> group(each, at, faults));
          boolean compared = cell.flag("compared");
          return faults.isEmpty()
              ? cell.built(
                  () -> new Cell.OfSegmentation(question, series, segment, bucket, group, compared))
              : Optional.empty();
        });
  }

  private static Optional<Cell> ofUsage(
      FeatureUsage question, JsonFields fields, List<Fault> faults) {
    return fields.object(
        CELL,
        (node, pointer) -> {
          JsonFields cell = new JsonFields(node, pointer, faults, "event", "group", "segment");
          Optional<String> event = cell.has("event") ? cell.name("event") : Optional.empty();
          Optional<Cell.Group> group = cell.object("group", (each, at) -> group(each, at, faults));
          Optional<String> segment = cell.text("segment");
          return faults.isEmpty()
              ? cell.built(() -> new Cell.OfUsage(question, event, group, segment))
              : Optional.empty();
        });
  }

  private static Optional<Cell> ofFunnel(Funnel question, JsonFields fields, List<Fault> faults) {
    return fields.object(
        CELL,
        (node, pointer) -> {
          JsonFields cell =
              new JsonFields(
                  node,
                  pointer,
                  faults,
                  "step",
                  "dropped",
                  "segment",
                  "bucket",
                  "group",
                  "notReached");
          cell.require("step");
          int step = cell.wholeNumber("step", 1);
          boolean dropped = cell.flag("dropped");
          Optional<String> segment = cell.text("segment");
          var bucket = cell.instant("bucket");
          Optional<Cell.Group> group = cell.object("group", (each, at) -> group(each, at, faults));
          boolean notReached = cell.flag("notReached");
          return faults.isEmpty()
              ? cell.built(() ->
                  new Cell.OfFunnel(question, step, dropped, segment, bucket, group, notReached))
              : Optional.empty();
        });
  }

  private static Optional<Cell> ofRetention(
      Retention question, JsonFields fields, List<Fault> faults) {
    return fields.object(
        CELL,
        (node, pointer) -> {
          JsonFields cell =
              new JsonFields(
                  node, pointer, faults, "bucket", "segment", "group", "bracket", "returned");
          cell.require("bucket");
          var cohort = cell.instant("bucket");
          Optional<String> segment = cell.text("segment");
          Optional<Cell.Group> group = cell.object("group", (each, at) -> group(each, at, faults));
          Optional<Integer> bracket =
              cell.has("bracket") ? Optional.of(cell.wholeNumber("bracket", 0)) : Optional.empty();
          boolean returned = !cell.has("returned") || cell.flag("returned");
          return cohort.isPresent() && faults.isEmpty()
              ? cell.built(() ->
                  new Cell.OfRetention(question, cohort.get(), segment, group, bracket, returned))
              : Optional.empty();
        });
  }

  private static Optional<Cell> ofLifecycle(
      Lifecycle question, JsonFields fields, List<Fault> faults) {
    return fields.object(
        CELL,
        (node, pointer) -> {
          JsonFields cell = new JsonFields(node, pointer, faults, "bucket", "state", "segment");
          cell.require("bucket");
          cell.require("state");
          var bucket = cell.instant("bucket");
          var state = cell.oneOf("state", LifecycleState.values(), LifecycleState::wire);
          Optional<String> segment = cell.text("segment");
          return bucket.isPresent() && state.isPresent() && faults.isEmpty()
              ? cell.built(() -> new Cell.OfLifecycle(question, bucket.get(), state.get(), segment))
              : Optional.empty();
        });
  }

  private static Optional<Cell> ofStickiness(
      Stickiness question, JsonFields fields, List<Fault> faults) {
    return fields.object(
        CELL,
        (node, pointer) -> {
          JsonFields cell =
              new JsonFields(node, pointer, faults, "bucket", "days", "orMore", "segment");
          cell.require("bucket");
          cell.require("days");
          var bucket = cell.instant("bucket");
          int days = cell.wholeNumber("days", 1);
          boolean orMore = cell.flag("orMore");
          Optional<String> segment = cell.text("segment");
          return bucket.isPresent() && faults.isEmpty()
              ? cell.built(
                  () -> new Cell.OfStickiness(question, bucket.get(), days, orMore, segment))
              : Optional.empty();
        });
  }

  private static Optional<Cell> ofPaths(Paths question, JsonFields fields, List<Fault> faults) {
    return fields.object(
        CELL,
        (node, pointer) -> {
          JsonFields cell =
              new JsonFields(node, pointer, faults, "step", "node", "from", "segment");
          cell.require("step");
          int step = cell.wholeNumber("step", 0);
          Optional<PathNode> to = cell.object("node", (each, at) -> pathNode(each, at, faults));
          Optional<PathNode> from = cell.object("from", (each, at) -> pathNode(each, at, faults));
          Optional<String> segment = cell.text("segment");
          return faults.isEmpty()
              ? cell.built(() -> new Cell.OfPaths(question, step, to, from, segment))
              : Optional.empty();
        });
  }

  private static Optional<Cell> ofSessions(
      Sessions question, JsonFields fields, List<Fault> faults) {
    return fields.object(
        CELL,
        (node, pointer) -> {
          JsonFields cell =
              new JsonFields(node, pointer, faults, "segment", "bucket", "group", "repeat");
          Optional<String> segment = cell.text("segment");
          var bucket = cell.instant("bucket");
          Optional<Cell.Group> group = cell.object("group", (each, at) -> group(each, at, faults));
          boolean repeat = cell.flag("repeat");
          return faults.isEmpty()
              ? cell.built(() -> new Cell.OfSessions(question, segment, bucket, group, repeat))
              : Optional.empty();
        });
  }

  private static Optional<Cell> ofRevenue(Revenue question, JsonFields fields, List<Fault> faults) {
    return fields.object(
        CELL,
        (node, pointer) -> {
          JsonFields cell = new JsonFields(node, pointer, faults, "segment", "day", "paying");
          Optional<String> segment = cell.text("segment");
          Optional<Integer> day =
              cell.has("day") ? Optional.of(cell.wholeNumber("day", 0)) : Optional.empty();
          boolean paying = cell.flag("paying");
          return faults.isEmpty()
              ? cell.built(() -> new Cell.OfRevenue(question, segment, day, paying))
              : Optional.empty();
        });
  }

  private static Optional<PathNode> pathNode(JsonNode json, String pointer, List<Fault> faults) {
    JsonFields node = new JsonFields(json, pointer, faults, "kind", "event");
    Optional<String> event = node.has("event") ? node.name("event") : Optional.empty();
    NodeKind kind = node.oneOf("kind", NodeKind.values(), NodeKind::wire).orElse(NodeKind.EVENT);
    return faults.isEmpty() ? node.built(() -> new PathNode(kind, event)) : Optional.empty();
  }

  private static Optional<Integer> letter(String text, JsonFields cell) {
    if (text.length() == 1 && text.charAt(0) >= 'A' && text.charAt(0) <= 'Z') {
      return Optional.of(text.charAt(0) - 'A');
    }
    cell.fault("/series", FaultCode.UNKNOWN_VALUE, "This is the letter of a series: A, B, ...");
    return Optional.empty();
  }

  private static Optional<Cell.Group> group(JsonNode node, String pointer, List<Fault> faults) {
    JsonFields group = new JsonFields(node, pointer, faults, "values", "other");
    PredicateReader values = new PredicateReader(faults);
    List<PropertyValue> stored = group.list("values", values::value);
    boolean other = group.flag("other");
    return faults.isEmpty() ? group.built(() -> new Cell.Group(other, stored)) : Optional.empty();
  }
}
