package dev.riffle.query.catalog;

import dev.riffle.query.question.EventCondition;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.PropertyOf;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names in a population that the project does not know, those of saved segments too. */
public final class UnknownPopulationNames {
  private UnknownPopulationNames() {}

  /** Notes the unknown names, and saved segments that lead back to themselves. */
  public static void in(
      Population population, String pointer, Catalog catalog, List<Fault> faults) {
    switch (population) {
      case Population.All(List<Population> all) -> inAll(all, pointer + "/all", catalog, faults);
      case Population.Any(List<Population> any) -> inAll(any, pointer + "/any", catalog, faults);
      case Population.Not(Population not) -> in(not, pointer + "/not", catalog, faults);
      case Population.HasProperty property ->
          property(property.compare().property(), pointer + "/property", catalog, faults);
      case Population.Did did -> {
        clause(did.event(), pointer, "/did", catalog, faults);
        did.count()
            .property()
            .flatMap(name ->
                UnknownNames.property(
                    catalog, PropertyOf.EVENT, name, pointer + "/" + did.count().kind().wire()))
            .ifPresent(faults::add);
      }
      case Population.DidNot didNot -> clause(didNot.event(), pointer, "/didNot", catalog, faults);
      case Population.Only only -> clause(only.event(), pointer, "/only", catalog, faults);
      case Population.Ratio ratio -> {
        step(ratio.of(), pointer + "/ratio/of", catalog, faults);
        step(ratio.to(), pointer + "/ratio/to", catalog, faults);
      }
      case Population.Sequence sequence -> {
        for (int i = 0; i < sequence.steps().size(); i++) {
          step(sequence.steps().get(i), pointer + "/sequence/" + i, catalog, faults);
        }
        sequence.thenNot().ifPresent(not -> step(not, pointer + "/thenNot", catalog, faults));
      }
      case Population.FirstTime first ->
          clause(first.event(), pointer, "/firstTime", catalog, faults);
      case Population.Regularly regularly ->
          clause(regularly.event(), pointer, "/regularly", catalog, faults);
      case Population.Stopped stopped ->
          clause(stopped.event(), pointer, "/stopped", catalog, faults);
      case Population.Resumed resumed ->
          clause(resumed.event(), pointer, "/resumed", catalog, faults);
      case Population.Changed changed ->
          property(changed.property(), pointer + "/changed", catalog, faults);
      case Population.Rfm rfm -> {
        clause(rfm.purchases().event(), pointer, "/rfm", catalog, faults);
        UnknownNames.property(catalog, PropertyOf.EVENT, rfm.purchases().sum(), pointer + "/sum")
            .ifPresent(faults::add);
      }
      case Population.InSegment(String id) ->
          fault(id, pointer, catalog, new HashSet<>()).ifPresent(faults::add);
      case Population.Users _ -> {}
    }
  }

  /** Definitions name only what was there when they were saved; other segments may have gone. */
  private static Optional<Fault> fault(
      String id, String pointer, Catalog catalog, Set<String> within) {
    if (!within.add(id)) {
      return Optional.of(
          new Fault(
              pointer,
              FaultCode.CONTRADICTION,
              "The segment \"" + id + "\" is defined by itself."));
    }
    Optional<Population> saved = catalog.segments().find(id);
    if (saved.isEmpty()) {
      return Optional.of(
          new Fault(pointer, FaultCode.UNKNOWN_SEGMENT, "No segment has the id \"" + id + "\"."));
    }
    for (String other : saved.get().segmentIds()) {
      Optional<Fault> fault = fault(other, pointer, catalog, within);
      if (fault.isPresent()) {
        return fault;
      }
    }
    within.remove(id);
    return Optional.empty();
  }

  private static void inAll(
      List<Population> clauses, String pointer, Catalog catalog, List<Fault> faults) {
    for (int i = 0; i < clauses.size(); i++) {
      in(clauses.get(i), pointer + "/" + i, catalog, faults);
    }
  }

  /** The event of a clause that has its condition beside it. */
  private static void clause(
      EventCondition event, String pointer, String field, Catalog catalog, List<Fault> faults) {
    name(event, pointer + field, catalog, faults);
    event.where().ifPresent(where -> UnknownNames.in(where, pointer + "/where", catalog, faults));
  }

  /** An event that has its condition within. */
  private static void step(
      EventCondition event, String pointer, Catalog catalog, List<Fault> faults) {
    name(event, pointer, catalog, faults);
    event.where().ifPresent(where -> UnknownNames.in(where, pointer + "/where", catalog, faults));
  }

  private static void name(
      EventCondition event, String pointer, Catalog catalog, List<Fault> faults) {
    if (!event.isAny()) {
      UnknownNames.event(catalog, event.event(), pointer).ifPresent(faults::add);
    }
  }

  private static void property(String name, String pointer, Catalog catalog, List<Fault> faults) {
    UnknownNames.property(catalog, PropertyOf.USER, name, pointer).ifPresent(faults::add);
  }
}
