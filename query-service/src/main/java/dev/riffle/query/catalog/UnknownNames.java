package dev.riffle.query.catalog;

import dev.riffle.query.question.Breakdown;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.GroupBy;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.Predicate;
import dev.riffle.query.question.PropertyOf;
import dev.riffle.query.question.Segment;
import java.util.List;
import java.util.Optional;

/** Names in a question that the project has never sent, and what may have been meant. */
public final class UnknownNames {
  private UnknownNames() {}

  public static Optional<Fault> event(Catalog catalog, String name, String pointer) {
    return catalog.hasEvent(name)
        ? Optional.empty()
        : Optional.of(
            new Fault(
                pointer,
                FaultCode.UNKNOWN_EVENT,
                "No event of this name has been received." + meant(catalog.eventNamesLike(name))));
  }

  public static Optional<Fault> property(
      Catalog catalog, PropertyOf of, String name, String pointer) {
    if (catalog.property(of, name).isPresent()) {
      return Optional.empty();
    }
    PropertyOf others = of == PropertyOf.USER ? PropertyOf.EVENT : PropertyOf.USER;
    String hint =
        catalog.property(others, name).isPresent()
            ? " There is one of that name with `of`: `" + others.wire() + "`."
            : meant(catalog.propertyNamesLike(of, name));
    return Optional.of(
        new Fault(
            pointer,
            FaultCode.UNKNOWN_PROPERTY,
            "No " + of.wire() + " property of this name has been received." + hint));
  }

  /** Notes the unknown names of a condition. */
  public static void in(Predicate predicate, String pointer, Catalog catalog, List<Fault> faults) {
    switch (predicate) {
      case Predicate.All(List<Predicate> all) -> inAll(all, pointer + "/all", catalog, faults);
      case Predicate.Any(List<Predicate> any) -> inAll(any, pointer + "/any", catalog, faults);
      case Predicate.Not(Predicate not) -> in(not, pointer + "/not", catalog, faults);
      case Predicate.Compare compare ->
          property(catalog, compare.of(), compare.property(), pointer + "/property")
              .ifPresent(faults::add);
      case Predicate.InSegment(Population population, _) ->
          UnknownPopulationNames.in(population, pointer + "/inSegment", catalog, faults);
    }
  }

  /** Notes the unknown names of a question's {@code segments}. */
  public static void inSegments(List<Segment> segments, Catalog catalog, List<Fault> faults) {
    for (int i = 0; i < segments.size(); i++) {
      in(segments.get(i), "/segments/" + i, catalog, faults);
    }
  }

  /** Notes the unknown names of a question's {@code groupBy}. */
  public static void inGroups(List<Breakdown> groupBy, Catalog catalog, List<Fault> faults) {
    for (int i = 0; i < groupBy.size(); i++) {
      in(groupBy.get(i), "/groupBy/" + i, catalog, faults);
    }
  }

  /** Notes the unknown names of what a question is broken down by. */
  public static void in(Breakdown by, String pointer, Catalog catalog, List<Fault> faults) {
    switch (by) {
      case GroupBy property ->
          property(catalog, property.of(), property.property(), pointer + "/property")
              .ifPresent(faults::add);
      case Segment segment ->
          segment
              .where()
              .ifPresent(where ->
                  in(
                      where,
                      segment.given(),
                      pointer + "/" + segment.given().field(),
                      catalog,
                      faults));
    }
  }

  private static void in(
      Predicate where, Segment.Given given, String pointer, Catalog catalog, List<Fault> faults) {
    switch (given) {
      case WHERE -> in(where, pointer, catalog, faults);
      case POPULATION, SEGMENT -> {
        // the asker has written no condition around it
        if (where instanceof Predicate.InSegment(Population population, _)) {
          UnknownPopulationNames.in(population, pointer, catalog, faults);
        }
      }
    }
  }

  private static void inAll(
      List<Predicate> predicates, String pointer, Catalog catalog, List<Fault> faults) {
    for (int i = 0; i < predicates.size(); i++) {
      in(predicates.get(i), pointer + "/" + i, catalog, faults);
    }
  }

  static void requireProperty(Catalog catalog, PropertyOf of, String name, String pointer) {
    property(catalog, of, name, pointer)
        .ifPresent(fault -> {
          throw new InvalidQuestion(List.of(fault));
        });
  }

  private static String meant(List<String> names) {
    return names.isEmpty() ? "" : " Did you mean: " + String.join(", ", names) + "?";
  }
}
