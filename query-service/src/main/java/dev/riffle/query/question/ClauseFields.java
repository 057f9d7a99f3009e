package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what clauses of populations have in common: events, windows of time, bounds, lengths. */
final class ClauseFields {
  static final List<String> WINDOW =
      List.of("last", "calendar", "from", "to", "since", "withinFirst");
  static final List<String> BOUNDS =
      Stream.of(Bound.Comparison.values()).map(Bound.Comparison::wire).toList();

  private final List<Fault> faults;
  private final PredicateReader predicates;

  ClauseFields(List<Fault> faults, PredicateReader predicates) {
    this.faults = faults;
    this.predicates = predicates;
  }

  /** The event of a clause, with the clause's own {@code where}. */
  Optional<EventCondition> event(JsonFields fields, String field) {
    Optional<String> name = fields.name(field);
    Optional<Predicate> where = fields.object("where", predicates::read);
    return name.flatMap(event -> fields.built(() -> new EventCondition(event, where)));
  }

  /** {@code "Signed Up"} is short for {@code {"event": "Signed Up"}}. */
  Optional<EventCondition> step(JsonNode node, String pointer) {
    JsonFields fields =
        new JsonFields(
            node.isTextual() ? object("event", node) : node, pointer, faults, "event", "where");
    return event(fields, "event");
  }

  List<Bound> bounds(JsonFields fields) {
    List<Bound> bounds = new ArrayList<>();
    for (Bound.Comparison comparison : Bound.Comparison.values()) {
      fields
          .number(comparison.wire())
          .flatMap(number -> fields.built(() -> new Bound(comparison, number)))
          .ifPresent(bounds::add);
    }
    return bounds;
  }

  Optional<Window> window(JsonFields fields) {
    return window(fields, true);
  }

  Optional<Window> window(JsonFields fields, boolean withDates) {
    List<Optional<? extends Window>> given = new ArrayList<>();
    if (fields.has("last")) {
      given.add(fields.last("last").map(Window.Rolling::new));
    }
    if (fields.has("calendar")) {
      given.add(
          fields.text("calendar").flatMap(text -> fields.built(() -> Window.Calendar.parse(text))));
    }
    if (withDates && (fields.has("from") || fields.has("to"))) {
      fields.require("from");
      fields.require("to");
      var from = fields.date("from");
      var to = fields.date("to");
      given.add(
          from.isPresent() && to.isPresent()
              ? fields.built(() -> new Window.Dates(new TimeRange.Dates(from.get(), to.get())))
              : Optional.empty());
    }
    if (fields.has("since")) {
      given.add(fields.date("since").flatMap(date -> fields.built(() -> new Window.Since(date))));
    }
    if (fields.has("withinFirst")) {
      given.add(length(fields, "withinFirst").map(Window.WithinFirst::new));
    }
    if (given.size() > 1) {
      fields.fault("", FaultCode.CONTRADICTION, "Give one window of time, not several.");
    }
    return given.isEmpty() ? Optional.empty() : given.getFirst().map(Window.class::cast);
  }

  static Window required(Optional<Window> window) {
    return window.orElseThrow(() ->
        InvalidQuestion.at(
            "",
            FaultCode.MISSING,
            "This needs a window of time: `last`, `calendar`, `since`, ..."));
  }

  Optional<Length> length(JsonFields fields, String field) {
    return fields
        .text(field)
        .flatMap(text -> built(fields.pointerTo(field), () -> Length.parse(text)));
  }

  <T> Optional<T> built(String pointer, Supplier<T> constructor) {
    try {
      return Optional.of(constructor.get());
    } catch (InvalidQuestion e) {
      e.faults().forEach(fault -> faults.add(new Fault(pointer, fault.code(), fault.detail())));
      return Optional.empty();
    }
  }

  static JsonNode object(String field, JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set(field, value);
  }
}
