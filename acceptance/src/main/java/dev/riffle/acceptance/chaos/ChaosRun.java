package dev.riffle.acceptance.chaos;

import com.google.errorprone.annotations.FormatMethod;
import dev.riffle.acceptance.chaos.check.DeadLetters;
import dev.riffle.acceptance.chaos.check.DerivedTables;
import dev.riffle.acceptance.chaos.check.IngestMetrics;
import dev.riffle.acceptance.chaos.check.Invariant;
import dev.riffle.acceptance.chaos.check.JournalCheck;
import dev.riffle.acceptance.chaos.check.Verdict;
import dev.riffle.acceptance.chaos.fault.FaultInjector;
import dev.riffle.acceptance.chaos.fault.OutageWatch;
import dev.riffle.acceptance.chaos.fault.PoisonProducer;
import dev.riffle.acceptance.chaos.fault.RecoveryWatch;
import dev.riffle.acceptance.chaos.load.EventSource;
import dev.riffle.acceptance.chaos.load.Journal;
import dev.riffle.acceptance.chaos.load.LoadFigures;
import dev.riffle.acceptance.chaos.load.LoadGenerator;
import dev.riffle.acceptance.chaos.load.LoadSettings;
import dev.riffle.acceptance.chaos.plan.FaultPlan;
import dev.riffle.acceptance.chaos.plan.Link;
import dev.riffle.acceptance.chaos.plan.PlannedFault;
import dev.riffle.acceptance.system.LoadProgress;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One run: load, faults by plan, mending, draining, checking. Used once. */
public final class ChaosRun {
  private static final int SENDERS = 20_000;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration SAY_EVERY = Duration.ofSeconds(15);

  /** The promise that {@link Invariant#RECOVERED} holds us to. */
  private static final Duration RECOVERY_MAX = Duration.ofSeconds(60);

  /** Until here we go on waiting in order to check the rest. */
  private static final Duration RECOVERY_GIVEN_UP = Duration.ofMinutes(5);

  private static final int EVENTS_TO_BALANCE = 3000;
  private static final Duration RESEND_WITHIN_MAX = Duration.ofMinutes(5);
  private static final Duration DRAIN_GIVEN_UP = Duration.ofMinutes(20);

  private final ChaosSettings settings;
  private final TestBed bed;
  private final RunningRiffle riffle;
  private final Consumer<String> say;
  private final EventSource source;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private long saidAt = System.nanoTime();

  public ChaosRun(ChaosSettings settings, TestBed bed, Consumer<String> say) {
    this.settings = settings;
    this.bed = bed;
    this.riffle = bed.riffle();
    this.say = say;
    this.source =
        new EventSource(
            settings.plan().seed(), Instant.now().truncatedTo(ChronoUnit.MILLIS), SENDERS);
  }

  /** Runs against the Riffle, which is up and stays up. */
  ChaosResult run(FaultPlan plan) throws IOException, InterruptedException {
    try (Journal journal = Journal.create(settings.journal(), source);
        RecoveryWatch recovery = new RecoveryWatch(riffle.processes());
        LoadGenerator load = new LoadGenerator(source, journal, loadSettings());
        PoisonProducer poison =
            new PoisonProducer(riffle.bootstrapServers(), settings.plan().seed())) {
      OutageWatch outages = new OutageWatch(load, riffle);
      FaultInjector injector =
          new FaultInjector(
              riffle,
              recovery,
              new FaultInjector.Tools(load, bed.links(), bed.disks(), poison, outages));
      long startedAt = System.nanoTime();
      load.start();
      Thread.sleep(WARM_UP);
      carryOut(plan, injector, load);
      long mendedAt = System.nanoTime();
      awaitWorking(load, recovery);
      Duration recovered = since(mendedAt);
      verdicts.add(
          new Verdict(
              Invariant.RECOVERED,
              recovered.compareTo(RECOVERY_MAX) <= 0 ? 0 : 1,
              seconds(recovered),
              List.of()));
      while (load.figures().acked() < settings.eventsMin()) {
        sayProgress(load);
        Thread.sleep(POLL);
      }
      Duration underFaults = since(startedAt);
      load.pause();
      awaitQuiet(load);
      Duration drained = awaitDrained();
      balance(load);
      journal.sync();
      verdicts.addAll(outages.verdicts());
      check(load.figures(), poison);
      return new ChaosResult(
          load.figures(),
          injector.done(),
          skipped,
          recoveries(recovery),
          underFaults,
          recovered,
          drained,
          verdicts);
    }
  }

  private LoadSettings loadSettings() throws IOException {
    Duration half = settings.plan().time().dividedBy(2).plusSeconds(1);
    return new LoadSettings(
        bed.links().port(Link.CLIENT_TO_INGEST),
        riffle.writeKey(),
        settings.eventsPerSecond(),
        Integer.MAX_VALUE - 1,
        settings.resendPercent(),
        half.compareTo(RESEND_WITHIN_MAX) < 0 ? half : RESEND_WITHIN_MAX,
        settings.impatientPercent());
  }

  /** Every fault on a thread of its own, as kills come while something else is broken. */
  private void carryOut(FaultPlan plan, FaultInjector injector, LoadGenerator load)
      throws InterruptedException {
    long startedAt = System.nanoTime();
    List<Thread> running = new ArrayList<>();
    for (PlannedFault planned : plan.faults()) {
      while (since(startedAt).compareTo(planned.at()) < 0) {
        Duration left = planned.at().minus(since(startedAt));
        Thread.sleep(left.compareTo(POLL) < 0 ? left : POLL);
        sayProgress(load);
      }
      running.add(Thread.ofVirtual().start(() -> inject(planned, injector)));
    }
    for (Thread thread : running) {
      thread.join();
    }
  }

  private void inject(PlannedFault planned, FaultInjector injector) {
    try {
      injector.inject(planned.fault());
    } catch (IOException | IllegalStateException e) {
      synchronized (skipped) {
        skipped.add(planned.fault().target() + ": " + e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until every part is ready and something new was acknowledged. */
  private void awaitWorking(LoadGenerator load, RecoveryWatch recovery)
      throws InterruptedException, IOException {
    long mendedAt = System.nanoTime();
    long acked = load.figures().acked();
    while (!recovery.broken().isEmpty() || load.figures().acked() <= acked || !allReady()) {
      if (since(mendedAt).compareTo(RECOVERY_GIVEN_UP) > 0) {
        say("Not everything works again: %s", recovery.broken());
        return;
      }
      Thread.sleep(POLL);
    }
  }

  private boolean allReady() throws IOException {
    for (PartName part : PartName.values()) {
      if (!riffle.processes().part(part).isReady()) {
        return false;
      }
    }
    return true;
  }

  private void awaitQuiet(LoadGenerator load) throws InterruptedException {
    if (!load.awaitQuiet(RECOVERY_GIVEN_UP)) {
      say("Some events were not acknowledged within %s", seconds(RECOVERY_GIVEN_UP));
    }
  }

  /** Some more events when nothing breaks, so that no process forgets what it counted. */
  private void balance(LoadGenerator load) throws IOException, InterruptedException {
    IngestMetrics before = IngestMetrics.of(riffle.ingest());
    load.more(EVENTS_TO_BALANCE);
    awaitQuiet(load);
    long lag = untilLoaded().lag();
    IngestMetrics after = IngestMetrics.of(riffle.ingest());
    verdicts.addAll(after.verdicts(before, lag));
  }

  private Duration awaitDrained() throws InterruptedException {
    long startedAt = System.nanoTime();
    LoadProgress.Progress progress = untilLoaded();
    verdicts.add(
        new Verdict(
            Invariant.DRAINED,
            progress.lag(),
            progress.loaded() + " of " + progress.written() + " records",
            List.of()));
    return since(startedAt);
  }

  private LoadProgress.Progress untilLoaded() throws InterruptedException {
    long startedAt = System.nanoTime();
    LoadProgress.Progress progress = new LoadProgress.Progress(1, 0);
    try (LoadProgress log = new LoadProgress(riffle.bootstrapServers())) {
      while (progress.lag() > 0 && since(startedAt).compareTo(DRAIN_GIVEN_UP) < 0) {
        Thread.sleep(POLL);
        try {
          progress = log.look();
        } catch (IllegalStateException e) {
          say("%s", String.valueOf(e.getMessage()));
        }
      }
    }
    return progress;
  }

  private void check(LoadFigures figures, PoisonProducer poison)
      throws IOException, InterruptedException {
    say("Checking %,d acknowledged events", figures.acked());
    verdicts.addAll(JournalCheck.verdicts(settings.journal(), riffle.stored()));
    verdicts.addAll(DerivedTables.check(riffle.stored()));
    verdicts.add(
        DeadLetters.compare(
            poison.written(), DeadLetters.read(riffle.bootstrapServers(), riffle.stored())));
    verdicts.add(
        new Verdict(
            Invariant.NOTHING_REFUSED,
            figures.refusals().isEmpty() ? 0 : 1,
            "",
            figures.refusals().isEmpty() ? List.of() : List.of(figures.refusals())));
  }

  private static Map<PartName, List<Duration>> recoveries(RecoveryWatch recovery) {
    Map<PartName, List<Duration>> all = new EnumMap<>(PartName.class);
    for (PartName part : PartName.values()) {
      all.put(part, recovery.recoveries(part));
    }
    return all;
  }

  private void sayProgress(LoadGenerator load) {
    if (since(saidAt).compareTo(SAY_EVERY) < 0) {
      return;
    }
    saidAt = System.nanoTime();
    LoadFigures figures = load.figures();
    say(
        "%,d events acknowledged, %,d requests, %s",
        figures.acked(), figures.requests(), figures.answers());
    if (!load.failure().isEmpty()) {
      throw new IllegalStateException(load.failure());
    }
  }

  @FormatMethod
  private void say(String format, Object... arguments) {
    say.accept(String.format(Locale.ROOT, format, arguments));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
