package dev.riffle.acceptance.chaos.plan;

import dev.riffle.acceptance.chaos.network.Impairment;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which faults come when. A pure function of its settings: the same seed, the same plan. Kills come
 * at their own pace, whatever else is broken at that time; of the other faults one comes after the
 * other, with a pause between them.
 */
public record FaultPlan(List<PlannedFault> faults) {
  private static final Duration PAUSE_MIN = Duration.ofSeconds(2);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(8);
  private static final List<Duration> STOPS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));
  private static final List<PartName> STOPPABLE =
      List.of(PartName.INGEST, PartName.CLICKHOUSE, PartName.KAFKA);
  private static final List<PartName> WRITING =
      List.of(PartName.CLICKHOUSE, PartName.CLICKHOUSE, PartName.KAFKA, PartName.INGEST);
  private static final List<String> FAILING_CALLS = List.of("fdatasync", "fsync", "rename");
  private static final List<String> CALLS = List.of("rename", "renameat2", "fdatasync", "mkdir");
  private static final List<Impairment> IMPAIRMENTS =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Impairment.NONE)));
  private static final int CALL_MAX = 40;
  private static final int FAILING_CALL_MAX = 5;
  private static final int OVERLOAD_FACTOR = 10;

  /** Of so many kills one hits everything, and two hit PostgreSQL. */
  private static final int KILLS_WEIGHT = 20;

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /** Draws the plan. */
  public static FaultPlan of(PlanSettings settings) {
    List<PlannedFault> faults = new ArrayList<>();
    if (settings.groups().contains(FaultGroup.KILL)) {
      addKills(settings, faults);
    }
    Set<FaultGroup> others = EnumSet.noneOf(FaultGroup.class);
    others.addAll(settings.groups());
    others.remove(FaultGroup.KILL);
    if (!others.isEmpty()) {
      addOthers(settings, List.copyOf(others), faults);
    }
    faults.sort(Comparator.comparing(PlannedFault::at));
    return new FaultPlan(faults);
  }

  /** When the last fault is over. */
  public Duration end() {
    return faults.stream()
        .map(planned -> planned.at().plus(planned.fault().lasting()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Each fault at a random moment of its own share of the time, so that none are far apart. */
  private static void addKills(PlanSettings settings, List<PlannedFault> faults) {
    SplittableRandom random = new SplittableRandom(settings.seed());
    long share = settings.kills() == 0 ? 0 : settings.time().toMillis() / settings.kills();
    for (int kill = 0; kill < settings.kills(); kill++) {
      long at = kill * share + share / 4 + random.nextLong(Math.max(1, share / 2));
      faults.add(new PlannedFault(Duration.ofMillis(at), kill(random)));
    }
  }

  private static Fault kill(SplittableRandom random) {
    int drawn = random.nextInt(KILLS_WEIGHT);
    if (drawn == 0) {
      return new Fault.Kill(List.of(PartName.values()));
    }
    PartName part =
        drawn <= 2
            ? PartName.POSTGRES
            : drawn <= 6 ? PartName.KAFKA : drawn <= 12 ? PartName.CLICKHOUSE : PartName.INGEST;
    return new Fault.Kill(List.of(part));
  }

  private static void addOthers(
      PlanSettings settings, List<FaultGroup> groups, List<PlannedFault> faults) {
    // a stream of its own: the kills stay the same whatever else is asked for
    SplittableRandom random = new SplittableRandom(~settings.seed());
    Duration at = pause(random);
    for (int i = random.nextInt(groups.size()); at.compareTo(settings.time()) < 0; i++) {
      // in turns, so that a short run has some of each kind
      Fault fault = draw(groups.get(i % groups.size()), random);
      faults.add(new PlannedFault(at, fault));
      at = at.plus(fault.lasting()).plus(pause(random));
    }
  }

  private static Fault draw(FaultGroup group, SplittableRandom random) {
    return switch (group) {
      case KILL -> kill(random);
      case HOLD -> new Fault.Hold(one(STOPPABLE, random), seconds(random, 5, 20));
      case FORGET -> new Fault.Forget(one(List.of(Forgotten.values()), random));
      case STOP -> new Fault.Stop(one(STOPPABLE, random), one(STOPS, random), false);
      case NETWORK ->
          new Fault.Impair(
              one(List.of(Link.values()), random),
              one(IMPAIRMENTS, random),
              seconds(random, 4, 20));
      case DISK ->
          new Fault.FillDisk(one(List.of(Volume.values()), random), seconds(random, 5, 15));
      case SYSCALL -> new Fault.KillAtCall(one(CALLS, random), 1 + random.nextInt(CALL_MAX));
      case IO_ERROR ->
          new Fault.FailCall(
              one(WRITING, random),
              one(FAILING_CALLS, random),
              1 + random.nextInt(FAILING_CALL_MAX));
      case POISON -> new Fault.Poisoning(one(List.of(Poison.values()), random));
      case REBALANCE -> rebalance(random);
      case OVERLOAD -> new Fault.Overload(OVERLOAD_FACTOR, 0, seconds(random, 5, 15));
    };
  }

  private static Fault rebalance(SplittableRandom random) {
    Duration lasting = seconds(random, 6, 20);
    return switch (random.nextInt(3)) {
      case 0 -> new Fault.SecondLoader(lasting, true);
      case 1 -> new Fault.SecondLoader(lasting, false);
      default ->
          new Fault.FrozenLoaders(
              List.of(new Fault.FrozenLoaders.Freeze(random.nextBoolean(), lasting)), false);
    };
  }

  private static Duration pause(SplittableRandom random) {
    return Duration.ofMillis(random.nextLong(PAUSE_MIN.toMillis(), PAUSE_MAX.toMillis()));
  }

  private static Duration seconds(SplittableRandom random, int min, int max) {
    return Duration.ofSeconds(random.nextInt(min, max + 1));
  }

  private static <T> T one(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
