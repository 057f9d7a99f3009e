package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.event.PropertyValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads populations. The kind of a clause is told by its first field: {@code did}, {@code not}. */
final class PopulationReader {
  private final List<Fault> faults;
  private final PredicateReader predicates;
  private final ClauseFields parts;
  private int clauses;

  PopulationReader(List<Fault> faults) {
    this.faults = faults;
    this.predicates = PredicateReader.withoutSegments(faults);
    this.parts = new ClauseFields(faults, predicates);
  }

  Optional<Population> read(JsonNode node, String pointer) {
    return read(node, pointer, 1);
  }

  /** A saved segment's id, or a whole population. */
  Optional<Population> idOrPopulation(JsonNode node, String pointer) {
    if (!node.isTextual()) {
      return read(node, pointer);
    }
    JsonFields fields =
        new JsonFields(ClauseFields.object("inSegment", node), "", faults, "inSegment");
    // the text stands where the field's value would
    return parts.built(
        pointer, () -> new Population.InSegment(fields.text("inSegment").orElse("")));
  }

  private Optional<Population> read(JsonNode node, String pointer, int depth) {
    if (depth > Population.DEPTH_MAX) {
      return refused(pointer, "Clauses nest at most " + Population.DEPTH_MAX + " deep.");
    }
    if (++clauses > Population.CLAUSES_MAX) {
      return clauses == Population.CLAUSES_MAX + 1
          ? refused(pointer, "There are at most " + Population.CLAUSES_MAX + " clauses.")
          : Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (node.has(kind.field)) {
        return switch (kind) {
          case ALL -> list(node, pointer, "all", depth, Population.All::new);
          case ANY -> list(node, pointer, "any", depth, Population.Any::new);
          case NOT -> {
            JsonFields fields = new JsonFields(node, pointer, faults, "not");
            yield read(node.get("not"), fields.pointerTo("not"), depth + 1)
                .map(Population.Not::new);
          }
          case PROPERTY -> property(node, pointer);
          case DID -> did(node, pointer);
          case DID_NOT ->
              clause(
                  node,
                  pointer,
                  kind,
                  ClauseFields.WINDOW,
                  (event, window) -> new Population.DidNot(event, window));
          case ONLY ->
              clause(
                  node,
                  pointer,
                  kind,
                  ClauseFields.WINDOW,
                  (event, window) -> new Population.Only(event, window));
          case RATIO -> ratio(node, pointer);
          case SEQUENCE -> sequence(node, pointer);
          case FIRST_TIME ->
              clause(
                  node,
                  pointer,
                  kind,
                  ClauseFields.WINDOW,
                  (event, window) ->
                      new Population.FirstTime(event, ClauseFields.required(window)));
          case REGULARLY -> regularly(node, pointer);
          case STOPPED ->
              clause(
                  node,
                  pointer,
                  kind,
                  ClauseFields.WINDOW,
                  (event, window) -> new Population.Stopped(event, ClauseFields.required(window)));
          case RESUMED -> resumed(node, pointer);
          case CHANGED -> changed(node, pointer);
          case RFM -> new RfmReader(faults, parts).read(node, pointer);
          case IN_SEGMENT -> {
            JsonFields fields = new JsonFields(node, pointer, faults, "inSegment");
            yield fields
                .text("inSegment")
                .flatMap(id -> fields.built(() -> new Population.InSegment(id)));
          }
          case USERS, DEVICES -> {
            JsonFields fields = new JsonFields(node, pointer, faults, "users", "devices");
            int before = faults.size();
            List<String> users = fields.list("users", this::text);
            List<String> devices = fields.list("devices", this::text);
            yield faults.size() > before
                ? Optional.empty()
                : fields.built(() -> new Population.Users(users, devices));
          }
        };
      }
    }
    new JsonFields(node, pointer, faults, names());
    if (node.isObject()) {
      faults.add(
          new Fault(
              pointer, FaultCode.MISSING, "A clause has one of: " + String.join(", ", names())));
    }
    return Optional.empty();
  }

  /** The field that tells a clause's kind. */
  private enum Kind {
    ALL("all"),
    ANY("any"),
    NOT("not"),
    PROPERTY("property"),
    DID("did"),
    DID_NOT("didNot"),
    ONLY("only"),
    RATIO("ratio"),
    SEQUENCE("sequence"),
    FIRST_TIME("firstTime"),
    REGULARLY("regularly"),
    STOPPED("stopped"),
    RESUMED("resumed"),
    CHANGED("changed"),
    RFM("rfm"),
    IN_SEGMENT("inSegment"),
    USERS("users"),
    DEVICES("devices");

    private final String field;

    Kind(String field) {
      this.field = field;
    }
  }

  private Optional<Population> list(
      JsonNode node,
      String pointer,
      String field,
      int depth,
      Function<List<Population>, Population> make) {
    JsonFields fields = new JsonFields(node, pointer, faults, field);
    int before = faults.size();
    List<Population> clauses = fields.list(field, (each, at) -> read(each, at, depth + 1));
    return faults.size() > before ? Optional.empty() : fields.built(() -> make.apply(clauses));
  }

  private Optional<Population> property(JsonNode node, String pointer) {
    JsonFields fields =
        new JsonFields(node, pointer, faults, "property", "op", "values", "mode", "asOf");
    int before = faults.size();
    Optional<String> property = fields.name("property");
    PropertyTime time =
        fields.oneOf("mode", PropertyTime.values(), PropertyTime::wire).orElse(PropertyTime.AS_OF);
    Optional<Instant> asOf = fields.instant("asOf");
    fields.require("op");
    Optional<Operator> op = fields.oneOf("op", Operator.values(), Operator::wire);
    List<PropertyValue> values = fields.list("values", predicates::value);
    if (property.isEmpty() || op.isEmpty() || faults.size() > before) {
      return Optional.empty();
    }
    PropertyMode mode = time == PropertyTime.CURRENT ? PropertyMode.CURRENT : PropertyMode.AT_EVENT;
    return fields.built(() ->
        new Population.HasProperty(
            new Predicate.Compare(property.get(), PropertyOf.USER, mode, op.get(), values),
            time,
            asOf));
  }

  private Optional<Population> did(JsonNode node, String pointer) {
    JsonFields fields =
        fields(
            node,
            pointer,
            List.of("did", "where", "count", "sum", "distinct"),
            ClauseFields.BOUNDS,
            ClauseFields.WINDOW);
    int before = faults.size();
    Optional<EventCondition> event = parts.event(fields, "did");
    Count.Kind kind =
        fields
            .oneOf("count", new Count.Kind[] {Count.Kind.EVENTS, Count.Kind.DAYS}, Count.Kind::wire)
            .orElse(Count.Kind.EVENTS);
    long given = Stream.of("count", "sum", "distinct").filter(fields::has).count();
    if (given > 1) {
      fields.fault("", FaultCode.CONTRADICTION, "Give one of `count`, `sum`, `distinct`.");
    }
    Optional<String> sum = fields.has("sum") ? fields.name("sum") : Optional.empty();
    Optional<String> distinct = fields.has("distinct") ? fields.name("distinct") : Optional.empty();
    List<Bound> bounds = parts.bounds(fields);
    Optional<Window> window = parts.window(fields);
    if (event.isEmpty() || faults.size() > before) {
      return Optional.empty();
    }
    Count count =
        sum.isPresent()
            ? new Count(Count.Kind.SUM, sum)
            : distinct.isPresent()
                ? new Count(Count.Kind.DISTINCT, distinct)
                : new Count(kind, Optional.empty());
    return fields.built(() -> new Population.Did(event.get(), count, bounds, window));
  }

  private Optional<Population> ratio(JsonNode node, String pointer) {
    JsonFields fields =
        fields(node, pointer, List.of("ratio"), ClauseFields.BOUNDS, ClauseFields.WINDOW);
    int before = faults.size();
    JsonFields pair = new JsonFields(node.get("ratio"), pointer + "/ratio", faults, "of", "to");
    pair.require("of");
    pair.require("to");
    Optional<EventCondition> of = pair.object("of", parts::step);
    Optional<EventCondition> to = pair.object("to", parts::step);
    List<Bound> bounds = parts.bounds(fields);
    Optional<Window> window = parts.window(fields);
    if (of.isEmpty() || to.isEmpty() || faults.size() > before) {
      return Optional.empty();
    }
    return fields.built(() -> new Population.Ratio(of.get(), to.get(), bounds, window));
  }

  private Optional<Population> sequence(JsonNode node, String pointer) {
    JsonFields fields =
        fields(
            node,
            pointer,
            List.of("sequence", "within", "thenNot", "thenNotWithin"),
            List.of(),
            ClauseFields.WINDOW);
    int before = faults.size();
    List<EventCondition> steps = fields.list("sequence", parts::step);
    fields.require("within");
    Optional<Length> within = parts.length(fields, "within");
    Optional<EventCondition> thenNot = fields.object("thenNot", parts::step);
    Optional<Length> thenNotWithin = parts.length(fields, "thenNotWithin");
    Optional<Window> window = parts.window(fields);
    if (thenNotWithin.isPresent() && thenNot.isEmpty()) {
      fields.fault(
          "/thenNotWithin", FaultCode.CONTRADICTION, "`thenNotWithin` goes with `thenNot`.");
    }
    if (within.isEmpty() || faults.size() > before) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Population.Sequence(
            steps, within.get(), thenNot, thenNotWithin.orElse(within.get()), window));
  }

  private Optional<Population> regularly(JsonNode node, String pointer) {
    JsonFields fields =
        new JsonFields(
            node, pointer, faults, "regularly", "where", "times", "inPeriods", "ofLast", "period");
    int before = faults.size();
    Optional<EventCondition> event = parts.event(fields, "regularly");
    fields.require("inPeriods");
    fields.require("ofLast");
    fields.require("period");
    int times = fields.wholeNumber("times", 1);
    int inPeriods = fields.wholeNumber("inPeriods", 1);
    int ofLast = fields.wholeNumber("ofLast", 1);
    Optional<Length> period = parts.length(fields, "period");
    if (event.isEmpty() || period.isEmpty() || faults.size() > before) {
      return Optional.empty();
    }
    return fields.built(
        () -> new Population.Regularly(event.get(), times, inPeriods, ofLast, period.get()));
  }

  private Optional<Population> resumed(JsonNode node, String pointer) {
    JsonFields fields =
        fields(node, pointer, List.of("resumed", "where", "after"), List.of(), ClauseFields.WINDOW);
    int before = faults.size();
    Optional<EventCondition> event = parts.event(fields, "resumed");
    fields.require("after");
    Optional<Length> after = parts.length(fields, "after");
    Optional<Window> window = parts.window(fields);
    if (event.isEmpty() || after.isEmpty() || faults.size() > before) {
      return Optional.empty();
    }
    return fields.built(() -> new Population.Resumed(event.get(), after.get(), window));
  }

  /** {@code from} and {@code to} are values here, so windows of dates are not to be had. */
  private Optional<Population> changed(JsonNode node, String pointer) {
    JsonFields fields =
        fields(
            node,
            pointer,
            List.of("changed", "from", "to"),
            List.of(),
            List.of("last", "calendar", "since"));
    int before = faults.size();
    Optional<String> property = fields.name("changed");
    List<PropertyValue> from = fields.list("from", predicates::value);
    List<PropertyValue> to = fields.list("to", predicates::value);
    Optional<Window> window = parts.window(fields, false);
    if (property.isEmpty() || faults.size() > before) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Population.Changed(
            property.get(),
            fields.has("from")
                ? Optional.of(Population.oneOf(property.get(), from))
                : Optional.empty(),
            fields.has("to") ? Optional.of(Population.oneOf(property.get(), to)) : Optional.empty(),
            window));
  }

  private Optional<Population> clause(
      JsonNode node,
      String pointer,
      Kind kind,
      List<String> window,
      BiFunction<EventCondition, Optional<Window>, Population> make) {
    JsonFields fields = fields(node, pointer, List.of(kind.field, "where"), List.of(), window);
    int before = faults.size();
    Optional<EventCondition> event = parts.event(fields, kind.field);
    Optional<Window> when = parts.window(fields);
    return event.isEmpty() || faults.size() > before
        ? Optional.empty()
        : fields.built(() -> make.apply(event.get(), when));
  }

  private Optional<String> text(JsonNode node, String pointer) {
    if (!node.isTextual()) {
      faults.add(new Fault(pointer, FaultCode.WRONG_TYPE, "This must be a text."));
      return Optional.empty();
    }
    return Optional.of(JsonFields.storable(node.textValue()));
  }

  private JsonFields fields(
      JsonNode node, String pointer, List<String> own, List<String> bounds, List<String> window) {
    return new JsonFields(
        node,
        pointer,
        faults,
        Stream.of(own, bounds, window).flatMap(List::stream).toArray(String[]::new));
  }

  private static String[] names() {
    return Stream.of(Kind.values()).map(kind -> kind.field).toArray(String[]::new);
  }

  private Optional<Population> refused(String pointer, String detail) {
    faults.add(new Fault(pointer, FaultCode.OUT_OF_BOUNDS, detail));
    return Optional.empty();
  }
}
