package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.ingest.load.table.EngineException;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the names that Prometheus sees, which dashboards and alerts depend on. */
@SuppressWarnings("deprecation") // the registry that Quarkus brings, and the service has
class LoadMetricsTest {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Instant now = Instant.parse("2026-11-22T00:00:00Z");
  private final LoadStatus status = new LoadStatus(meters, () -> now);

  private String scrape() {
    return meters.scrape(TextFormat.CONTENT_TYPE_OPENMETRICS_100);
  }

  private double value(String sample) {
    return Arrays.stream(scrape().split("\n"))
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + sample + " in\n" + scrape()));
  }

  private double sum(String name) {
    return Arrays.stream(scrape().split("\n"))
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void takenIsStoredAndLandedAndDuplicateAndDeadLettered() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      status.batchDelivered(
          new BatchOutcome(
              random.nextInt(100),
              random.nextInt(10),
              random.nextInt(5),
              random.nextInt(3),
              random.nextBoolean()
                  ? Map.of(DeadLetterReason.NOT_AN_EVENT_RECORD, 1 + random.nextInt(3))
                  : Map.of()),
          Duration.ofMillis(5));
    }
    assertThat(value("riffle_load_records_taken_total"))
        .isPositive()
        .isEqualTo(
            sum("riffle_load_records_stored_total")
                + sum("riffle_load_records_already_landed_total")
                + sum("riffle_load_records_duplicate_total")
                + sum("riffle_load_records_dead_lettered_total"));
    assertThat(value("riffle_load_batch_seconds_count")).isEqualTo(20);
  }

  @Test
  void everyKindOfRecordHasItsCounter() {
    status.batchDelivered(
        new BatchOutcome(5, 4, 3, 2, Map.of(DeadLetterReason.REFUSED_BY_ENGINE, 1)),
        Duration.ofMillis(5));
    assertThat(value("riffle_load_records_taken_total")).isEqualTo(15);
    assertThat(value("riffle_load_records_stored_total")).isEqualTo(5);
    assertThat(value("riffle_load_records_already_landed_total")).isEqualTo(4);
    assertThat(value("riffle_load_records_duplicate_total{payload=\"same\"}")).isEqualTo(3);
    assertThat(value("riffle_load_records_duplicate_total{payload=\"different\"}")).isEqualTo(2);
    assertThat(value("riffle_load_records_dead_lettered_total{reason=\"refused-by-engine\"}"))
        .isEqualTo(1);
  }

  @Test
  void recoveriesAreToldApart() {
    status.readBack(10, 10, false);
    status.readBack(10, 3, false);
    status.readBack(10, 0, false);
    status.readBack(10, 3, true);
    assertThat(value("riffle_load_recoveries_total{outcome=\"complete\"}")).isEqualTo(1);
    assertThat(value("riffle_load_recoveries_total{outcome=\"complement\"}")).isEqualTo(2);
    assertThat(value("riffle_load_recoveries_total{outcome=\"poisoned_token\"}")).isEqualTo(1);
  }

  @Test
  void lagIsThereFromTheAssignmentAndNotANumberAfterIt() {
    status.assigned(3);
    assertThat(value("riffle_load_lag_records{partition=\"3\"}")).isZero();
    assertThat(value("riffle_load_lag_seconds{partition=\"3\"}")).isZero();
    status.look(3, PartitionWorker.State.RECOVERING, now.minusSeconds(90).toEpochMilli());
    status.lag(3, 42);
    assertThat(value("riffle_load_lag_records{partition=\"3\"}")).isEqualTo(42);
    assertThat(value("riffle_load_lag_seconds{partition=\"3\"}")).isEqualTo(90);
    now = now.plusSeconds(10);
    assertThat(value("riffle_load_lag_seconds{partition=\"3\"}")).isEqualTo(100);
    status.revoked(3);
    assertThat(value("riffle_load_lag_seconds{partition=\"3\"}")).isNaN();
  }

  @Test
  void anEngineThatIsAwayAndAHaltedPartitionShow() {
    assertThat(value("riffle_load_engine_away")).isZero();
    status.failed(new EngineException.Unavailable("away", new IOException("cut")));
    status.halted(1);
    assertThat(value("riffle_load_engine_away")).isEqualTo(1);
    assertThat(value("riffle_load_engine_failures_total")).isEqualTo(1);
    assertThat(value("riffle_load_halted_partitions")).isEqualTo(1);
    status.succeeded();
    assertThat(value("riffle_load_engine_away")).isZero();
  }

  @Test
  void alertsFindTheirMetersBeforeAnythingHasHappened() {
    assertThat(value("riffle_load_audit_mismatches_total{verdict=\"missing_rows\"}")).isZero();
    assertThat(value("riffle_load_audit_mismatches_total{verdict=\"doubled_rows\"}")).isZero();
    assertThat(value("riffle_load_audit_mismatches_total{verdict=\"other_content\"}")).isZero();
    assertThat(value("riffle_load_audit_mismatched_buckets")).isZero();
    assertThat(value("riffle_load_audit_failures_total")).isZero();
    now = now.plusSeconds(7);
    assertThat(value("riffle_load_audit_age_seconds")).isEqualTo(7);
  }

  @Test
  void theIndexAndItsDiskAreWatched(@TempDir Path directory) {
    status.watchRetryIndex(directory, () -> 4711);
    assertThat(value("riffle_load_retry_index_bytes")).isEqualTo(4711);
    assertThat(value("riffle_load_disk_free_bytes")).isGreaterThan(1 << 20);
  }

  @Test
  void latenciesAreTimers() {
    status.inserted(10, Duration.ofMillis(20).toNanos());
    status.committed(Duration.ofMillis(30).toNanos());
    assertThat(value("riffle_load_insert_seconds_sum")).isEqualTo(0.02);
    assertThat(value("riffle_load_commit_seconds_sum")).isEqualTo(0.03);
  }
}
