package dev.riffle.query.sql;

import dev.riffle.query.question.EventCondition;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.PropertyTime;
import dev.riffle.query.question.SavedPopulations;
import dev.riffle.query.question.Window;
import dev.riffle.query.time.SegmentTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which records a population must look at: all, or only those of some events since some time. Those
 * suffice when nobody without such a record can be a member.
 */
final class PopulationScan {
  private final SavedPopulations segments;
  private final SegmentTime time;
  private final TreeSet<String> events = new TreeSet<>();
  private final List<Optional<Instant>> starts = new ArrayList<>();
  private boolean anyEvent;
  private boolean everything;

  private PopulationScan(SavedPopulations segments, SegmentTime time) {
    this.segments = segments;
    this.time = time;
  }

  static PopulationScan of(Population population, SavedPopulations segments, SegmentTime time) {
    PopulationScan scan = new PopulationScan(segments, time);
    if (scan.look(population).possible()) {
      scan.everything = true;
    }
    return scan;
  }

  /** Records before it are of no interest; empty when all are. */
  Optional<Instant> start() {
    return everything || starts.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : starts.stream().flatMap(Optional::stream).min(Instant::compareTo);
  }

  /** To be added to the conditions of the scan. */
  SqlFragment condition() {
    if (everything) {
      return SqlFragment.empty();
    }
    SqlFragment tracked = SqlFragment.sql("\n  AND kind = 'track'");
    return anyEvent
        ? tracked
        : tracked.then(" AND event IN ").then(SqlParameter.texts(List.copyOf(events)));
  }

  /** Whether a person without any record that counts can, and whether it must be in. */
  private record Without(boolean possible, boolean certain) {
    static final Without OUT = new Without(false, false);
    static final Without IN = new Without(true, true);
    static final Without OPEN = new Without(true, false);
  }

  private Without look(Population population) {
    return switch (population) {
      case Population.All(List<Population> all) -> {
        List<Without> each = all.stream().map(this::look).toList();
        yield new Without(
            each.stream().allMatch(Without::possible), each.stream().allMatch(Without::certain));
      }
      case Population.Any(List<Population> any) -> {
        List<Without> each = any.stream().map(this::look).toList();
        yield new Without(
            each.stream().anyMatch(Without::possible), each.stream().anyMatch(Without::certain));
      }
      case Population.Not(Population not) -> {
        Without inner = look(not);
        yield new Without(!inner.certain(), !inner.possible());
      }
      case Population.HasProperty property -> {
        everything |= property.time() != PropertyTime.CURRENT;
        yield Without.OPEN;
      }
      case Population.Did did -> events(Without.OUT, did.window(), did.event());
      case Population.DidNot didNot -> events(Without.IN, didNot.window(), didNot.event());
      case Population.Only only -> events(Without.OUT, only.window(), only.event());
      case Population.Ratio ratio -> events(Without.OUT, ratio.window(), ratio.of(), ratio.to());
      case Population.Sequence sequence -> {
        sequence.thenNot().ifPresent(not -> events(Without.OUT, sequence.window(), not));
        yield events(
            Without.OUT, sequence.window(), sequence.steps().toArray(EventCondition[]::new));
      }
      case Population.FirstTime first -> {
        everything |= first.window() instanceof Window.WithinFirst;
        yield events(Without.OUT, Optional.empty(), first.event());
      }
      case Population.Regularly regularly -> {
        add(regularly.event());
        starts.add(time.span(regularly.period(), regularly.ofLast()).start());
        yield Without.OUT;
      }
      case Population.Stopped stopped -> events(Without.OUT, Optional.empty(), stopped.event());
      case Population.Resumed resumed -> events(Without.OUT, Optional.empty(), resumed.event());
      case Population.Changed _ -> {
        everything = true;
        yield Without.OPEN;
      }
      case Population.Rfm rfm ->
          events(Without.OUT, rfm.purchases().window(), rfm.purchases().event());
      case Population.InSegment(String id) -> look(segments.find(id).orElseThrow());
      case Population.Users _ -> Without.OPEN;
    };
  }

  private Without events(Without without, Optional<Window> window, EventCondition... conditions) {
    everything |= window.orElse(null) instanceof Window.WithinFirst;
    starts.add(time.span(window).start());
    for (EventCondition condition : conditions) {
      add(condition);
    }
    return without;
  }

  private void add(EventCondition condition) {
    if (condition.isAny()) {
      anyEvent = true;
    } else {
      events.add(condition.event());
    }
  }
}
