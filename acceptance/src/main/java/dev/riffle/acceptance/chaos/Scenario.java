package dev.riffle.acceptance.chaos;

import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.chaos.plan.FaultGroup;
import dev.riffle.acceptance.chaos.plan.FaultPlan;
import dev.riffle.acceptance.chaos.plan.Forgotten;
import dev.riffle.acceptance.chaos.plan.PlanSettings;
import dev.riffle.acceptance.chaos.plan.PlannedFault;
import dev.riffle.acceptance.chaos.plan.Volume;
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
  /** The ingest service stands still, with its connections open, three times. */
  INGEST_FROZEN,
  /** The same for the engine. */
  ENGINE_FROZEN,
  /** The same for Kafka. */
  KAFKA_FROZEN,
  /** Two loaders, of which one stands still again and again, and wakes up as a zombie. */
  TWO_LOADERS,
  /** Single system calls of engine, Kafka and ingest service fail with EIO. */
  IO_ERRORS,
  /** A batch of 50,000 records with poison among them. */
  POISONED_BATCH,
  /** Far more is offered than can be taken. */
  OVERLOADED,
  /** No space left for the engine, then for Kafka, then for the index of message ids. */
  DISK_FULL,
  /** Clients send again and again, across kills, and the index of message ids is removed midway. */
  RESEND,
  /** Offsets, index, token log and topic are removed, one after the other. */
  FORGOTTEN;

  private static final Duration BEGIN = Duration.ofSeconds(10);
  private static final Duration FULL = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(5);

  /** Longer than the 6 s after which a group gives a silent member up. */
  private static final Duration ZOMBIE = Duration.ofSeconds(10);

  private static final int ZOMBIES = 10;

  /** The loader's largest batch. */
  private static final int BATCH_RECORDS = 50_000;

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
      case INGEST_FROZEN, ENGINE_FROZEN, KAFKA_FROZEN ->
          new Defaults(3, 1000, 0, 0, 10, Set.of(FaultGroup.STOP));
      case TWO_LOADERS -> new Defaults(3, 1000, 0, 0, 10, Set.of(FaultGroup.REBALANCE));
      case IO_ERRORS -> new Defaults(3, 500, 0, 0, 10, Set.of(FaultGroup.IO_ERROR));
      case POISONED_BATCH -> new Defaults(1, 5000, 0, 0, 0, Set.of(FaultGroup.POISON));
      case OVERLOADED -> new Defaults(0.5, 2000, 0, 0, 10, Set.of(FaultGroup.OVERLOAD));
      case DISK_FULL -> new Defaults(2.5, 500, 0, 0, 10, Set.of(FaultGroup.DISK, FaultGroup.KILL));
      case RESEND ->
          new Defaults(8, 10_000, 40, 5_000_000, 10, Set.of(FaultGroup.KILL, FaultGroup.FORGET));
      case FORGOTTEN -> new Defaults(2.5, 500, 0, 0, 10, Set.of(FaultGroup.FORGET));
    };
  }

  /** What the ingest service is told besides; nothing for most. */
  String ingestOptions() {
    return switch (this) {
      // so that a slow machine, too, has the time for a batch that is full
      case POISONED_BATCH ->
          "-Driffle.load.batch-age-max=20s -Driffle.load.batch-interval=10s"
              + " -Driffle.load.batch-bytes-max=128M";
      case RANDOM_KILLS,
          KAFKA_STOPPED,
          ENGINE_STOPPED,
          INGEST_FROZEN,
          ENGINE_FROZEN,
          KAFKA_FROZEN,
          TWO_LOADERS,
          IO_ERRORS,
          OVERLOADED,
          DISK_FULL,
          RESEND,
          FORGOTTEN ->
          "";
    };
  }

  FaultPlan plan(PlanSettings settings) {
    Duration time = settings.time();
    return switch (this) {
      case RANDOM_KILLS, IO_ERRORS -> FaultPlan.of(settings);
      case INGEST_FROZEN -> frozen(PartName.INGEST, time);
      case ENGINE_FROZEN -> frozen(PartName.CLICKHOUSE, time);
      case KAFKA_FROZEN -> frozen(PartName.KAFKA, time);
      case TWO_LOADERS -> new FaultPlan(List.of(new PlannedFault(BEGIN, zombies(time))));
      case POISONED_BATCH ->
          new FaultPlan(
              List.of(new PlannedFault(BEGIN, new Fault.PoisonedBacklog(BATCH_RECORDS, 12, 3))));
      case OVERLOADED ->
          new FaultPlan(List.of(new PlannedFault(BEGIN, new Fault.Overload(100, 400, time))));
      case KAFKA_STOPPED ->
          new FaultPlan(List.of(new PlannedFault(BEGIN, new Fault.Hold(PartName.KAFKA, time))));
      case ENGINE_STOPPED ->
          new FaultPlan(
              List.of(new PlannedFault(BEGIN, new Fault.Hold(PartName.CLICKHOUSE, time))));
      case DISK_FULL -> diskFull(time);
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

  private static FaultPlan diskFull(Duration time) {
    Duration index = time.dividedBy(3).multipliedBy(2).plus(BEGIN);
    return new FaultPlan(
        List.of(
            new PlannedFault(BEGIN, new Fault.FillDisk(Volume.CLICKHOUSE, FULL)),
            new PlannedFault(time.dividedBy(3).plus(BEGIN), new Fault.FillDisk(Volume.KAFKA, FULL)),
            // whoever has it open writes seldom, but must write in order to open it
            new PlannedFault(index, new Fault.FillDisk(Volume.RETRY_INDEX, time.dividedBy(3))),
            new PlannedFault(index.plus(SHORT), new Fault.Kill(List.of(PartName.INGEST)))));
  }

  /** Shorter than what a group waits for a member, longer, and for the whole time. */
  private static FaultPlan frozen(PartName part, Duration time) {
    Duration longer = time.dividedBy(3);
    return new FaultPlan(
        List.of(
            new PlannedFault(BEGIN, new Fault.Stop(part, SHORT, false)),
            new PlannedFault(BEGIN.multipliedBy(3), new Fault.Stop(part, longer, true)),
            // catching up is part of it
            new PlannedFault(
                BEGIN.multipliedBy(3).plus(longer.multipliedBy(2)),
                new Fault.Stop(part, time, true))));
  }

  private static Fault zombies(Duration time) {
    List<Fault.FrozenLoaders.Freeze> freezes = new ArrayList<>();
    freezes.add(new Fault.FrozenLoaders.Freeze(true, SHORT));
    for (int i = 0; i < ZOMBIES; i++) {
      freezes.add(new Fault.FrozenLoaders.Freeze(i % 2 == 0, ZOMBIE));
    }
    freezes.add(new Fault.FrozenLoaders.Freeze(true, time.dividedBy(3)));
    freezes.add(new Fault.FrozenLoaders.Freeze(true, time));
    return new Fault.FrozenLoaders(freezes, true);
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
