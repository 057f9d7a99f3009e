package dev.riffle.acceptance.chaos;

import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.chaos.plan.FaultGroup;
import dev.riffle.acceptance.chaos.plan.FaultPlan;
import dev.riffle.acceptance.chaos.plan.Forgotten;
import dev.riffle.acceptance.chaos.plan.PlanSettings;
import dev.riffle.acceptance.chaos.plan.PlannedFault;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Runs that are told by a name. Every number of the defaults can be given differently on the
 * command line.
 */
enum Scenario {
  /** Random kills, the usual run. */
  RANDOM_KILLS,
  /** Kafka is away: nothing is acknowledged, and everything goes on by itself afterwards. */
  KAFKA_STOPPED,
  /** The engine is away: clients notice nothing, the lag shows, and is caught up with. */
  ENGINE_STOPPED,
  /** No space left for the engine, then for Kafka. */
  DISK_FULL,
  /** Clients send again and again, across kills, and the index of message ids is removed midway. */
  RESEND,
  /** Offsets, index, token log and topic are removed, one after the other. */
  FORGOTTEN;

  private static final Duration BEGIN = Duration.ofSeconds(10);
  private static final Duration FULL = Duration.ofSeconds(20);

  /** What holds unless told otherwise; {@code ChaosCommand} describes each. */
  record Defaults(
      double minutes,
      int rate,
      int kills,
      long events,
      int resendPercent,
      Set<FaultGroup> groups) {}

  Defaults defaults() {
    return switch (this) {
      case RANDOM_KILLS -> new Defaults(20, 2000, 200, 1_000_000, 10, Set.of(FaultGroup.KILL));
      case KAFKA_STOPPED -> new Defaults(1, 1000, 0, 0, 10, Set.of(FaultGroup.HOLD));
      case ENGINE_STOPPED -> new Defaults(8, 500, 0, 0, 10, Set.of(FaultGroup.HOLD));
      case DISK_FULL -> new Defaults(1.5, 500, 0, 0, 10, Set.of(FaultGroup.DISK));
      case RESEND ->
          new Defaults(8, 10_000, 40, 5_000_000, 10, Set.of(FaultGroup.KILL, FaultGroup.FORGET));
      case FORGOTTEN -> new Defaults(2.5, 500, 0, 0, 10, Set.of(FaultGroup.FORGET));
    };
  }

  FaultPlan plan(PlanSettings settings) {
    Duration time = settings.time();
    return switch (this) {
      case RANDOM_KILLS -> FaultPlan.of(settings);
      case KAFKA_STOPPED ->
          new FaultPlan(List.of(new PlannedFault(BEGIN, new Fault.Hold(PartName.KAFKA, time))));
      case ENGINE_STOPPED ->
          new FaultPlan(
              List.of(new PlannedFault(BEGIN, new Fault.Hold(PartName.CLICKHOUSE, time))));
      case DISK_FULL ->
          new FaultPlan(
              List.of(
                  new PlannedFault(BEGIN, new Fault.FillDisk(PartName.CLICKHOUSE, FULL)),
                  new PlannedFault(time.dividedBy(2), new Fault.FillDisk(PartName.KAFKA, FULL))));
      case RESEND -> withIndexRemoved(settings);
      case FORGOTTEN ->
          new FaultPlan(
              List.of(
                  forget(BEGIN, Forgotten.GROUP_OFFSETS),
                  forget(time.dividedBy(4).plus(BEGIN), Forgotten.TOKEN_LOG),
                  forget(time.dividedBy(2).plus(BEGIN), Forgotten.RETRY_INDEX),
                  forget(time.dividedBy(4).multipliedBy(3).plus(BEGIN), Forgotten.TOPIC)));
    };
  }

  private static FaultPlan withIndexRemoved(PlanSettings settings) {
    PlanSettings kills =
        new PlanSettings(
            settings.seed(), settings.time(), settings.kills(), Set.of(FaultGroup.KILL));
    List<PlannedFault> faults = new ArrayList<>(FaultPlan.of(kills).faults());
    faults.add(forget(settings.time().dividedBy(2), Forgotten.RETRY_INDEX));
    faults.sort(Comparator.comparing(PlannedFault::at));
    return new FaultPlan(faults);
  }

  private static PlannedFault forget(Duration at, Forgotten what) {
    return new PlannedFault(at, new Fault.Forget(what));
  }
}
