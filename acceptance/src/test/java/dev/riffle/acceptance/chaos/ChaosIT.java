package dev.riffle.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.chaos.check.Invariant;
import dev.riffle.acceptance.chaos.check.JournalCheck;
import dev.riffle.acceptance.chaos.check.Verdict;
import dev.riffle.acceptance.chaos.network.Impairment;
import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.chaos.plan.FaultPlan;
import dev.riffle.acceptance.chaos.plan.Link;
import dev.riffle.acceptance.chaos.plan.PlanSettings;
import dev.riffle.acceptance.chaos.plan.PlannedFault;
import dev.riffle.acceptance.chaos.plan.Poison;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A short run with a fault of each common kind, and then the proof that its checker sees what goes
 * wrong: each kind of error is planted in the table that the run has filled.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(7)
class ChaosIT {
  private static final long SEED = 20_261_122;

  private static final FaultPlan PLAN =
      new FaultPlan(
          List.of(
              at(2, new Fault.Kill(List.of(PartName.INGEST))),
              at(10, new Fault.Kill(List.of(PartName.CLICKHOUSE))),
              at(13, new Fault.Poisoning(Poison.CUT_SHORT)),
              at(15, new Fault.Stop(PartName.CLICKHOUSE, Duration.ofSeconds(5), false)),
              at(17, new Fault.Kill(List.of(PartName.POSTGRES))),
              at(22, new Fault.Impair(Link.INGEST_TO_KAFKA, Impairment.CUT, Duration.ofSeconds(4))),
              at(
                  28,
                  new Fault.Impair(
                      Link.INGEST_TO_CLICKHOUSE, Impairment.LOSE_REPLIES, Duration.ofSeconds(3))),
              at(
                  32,
                  new Fault.Impair(
                      Link.CLIENT_TO_INGEST, Impairment.LOSE_REPLIES, Duration.ofSeconds(2))),
              at(36, new Fault.Kill(List.of(PartName.KAFKA))),
              at(42, new Fault.Kill(List.of(PartName.INGEST, PartName.CLICKHOUSE)))));

  private ChaosSettings settings;
  private TestBed bed;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target", "chaos"));
    settings =
        new ChaosSettings(
            new PlanSettings(SEED, PLAN.end(), 0, Set.of()),
            500,
            0,
            10,
            5,
            Set.of(),
            "",
            Files.createTempDirectory(folder, "run").toAbsolutePath());
    bed = TestBed.start(settings);
  }

  @AfterAll
  void stop() throws IOException, InterruptedException {
    bed.close();
  }

  @Test
  @Order(1)
  void everythingAcknowledgedIsStoredExactlyOnceWhateverBreaks() throws Exception {
    ChaosResult result = new ChaosRun(settings, bed, System.out::println).run(PLAN);

    String report = String.join("\n", ChaosReport.lines(settings, result));
    assertThat(result.skipped()).as(report).isEmpty();
    assertThat(result.load().acked()).as(report).isGreaterThan(2_000);
    assertThat(result.load().retries()).as(report).isPositive();
    assertThat(result.verdicts()).as(report).allMatch(Verdict::holds);
  }

  @Test
  @Order(2)
  void theCheckerFindsAChangedValue() throws Exception {
    change("text = mapConcat(text, map('note', 'changed'))", ingestId(0));

    assertThat(violated())
        .contains(Invariant.CONTENT_EQUAL, Invariant.CHECKSUMS_EQUAL)
        .doesNotContain(Invariant.NOTHING_LOST, Invariant.STORED_ONCE);
  }

  @Test
  @Order(3)
  void theCheckerFindsAnotherTime() throws Exception {
    long before = violations(Invariant.CONTENT_EQUAL);
    change("claimed_ts = claimed_ts + INTERVAL 1 MILLISECOND", ingestId(1));

    assertThat(violations(Invariant.CONTENT_EQUAL)).isEqualTo(before + 1);
  }

  @Test
  @Order(4)
  void theCheckerFindsARowThatIsThereTwice() throws Exception {
    bed.riffle()
        .stored()
        .query(
            "INSERT INTO events SELECT * FROM events WHERE _ingest_id = {id:UInt64}"
                + " SETTINGS insert_deduplicate = 0, deduplicate_insert = 'disable'",
            "id",
            ingestId(2));

    assertThat(violations(Invariant.STORED_ONCE)).isEqualTo(1);
    assertThat(violations(Invariant.NOTHING_LOST)).isZero();
  }

  @Test
  @Order(5)
  void theCheckerFindsARowThatIsMissing() throws Exception {
    bed.riffle()
        .stored()
        .query(
            "DELETE FROM events WHERE number['seq'] = (SELECT min(number['seq']) FROM events"
                + " WHERE kind = 'track') SETTINGS mutations_sync = 2");

    assertThat(violations(Invariant.NOTHING_LOST)).isEqualTo(1);
  }

  /** Of a row of a track; another number, another row. */
  private String ingestId(int number) throws IOException, InterruptedException {
    return bed.riffle()
        .stored()
        .query(
            "SELECT _ingest_id FROM events WHERE kind = 'track'"
                + " ORDER BY _ingest_id LIMIT 1 OFFSET {number:UInt32}",
            "number",
            Integer.toString(number))
        .strip();
  }

  /** The assignments are ours, and what they apply to is a parameter. */
  private void change(String assignments, String ingestId)
      throws IOException, InterruptedException {
    StoredEvents stored = bed.riffle().stored();
    stored.query(
        String.format(
            Locale.ROOT,
            "ALTER TABLE events UPDATE %s WHERE _ingest_id = {id:UInt64}"
                + " SETTINGS mutations_sync = 2",
            assignments),
        "id",
        ingestId);
  }

  private List<Invariant> violated() throws IOException, InterruptedException {
    return JournalCheck.verdicts(settings.journal(), bed.riffle().stored()).stream()
        .filter(verdict -> !verdict.holds())
        .map(Verdict::invariant)
        .toList();
  }

  private long violations(Invariant invariant) throws IOException, InterruptedException {
    return JournalCheck.verdicts(settings.journal(), bed.riffle().stored()).stream()
        .filter(verdict -> verdict.invariant() == invariant)
        .mapToLong(Verdict::violations)
        .sum();
  }

  private static PlannedFault at(int seconds, Fault fault) {
    return new PlannedFault(Duration.ofSeconds(seconds), fault);
  }
}
