package dev.riffle.acceptance.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class IngestMetricsTest {
  private static final IngestMetrics BEFORE =
      IngestMetrics.parse(
          """
          # HELP riffle_collect_events_accepted_total
          riffle_collect_events_accepted_total{vendor="segment"} 10.0
          riffle_collect_events_accepted_total{vendor="amplitude"} 5.0
          riffle_load_records_taken_total 40.0
          riffle_load_records_stored_total 30.0
          riffle_load_records_duplicate_total{payload="same"} 10.0
          """);

  @Test
  void sumsOverLabels() {
    assertThat(BEFORE.values()).containsEntry("riffle_collect_events_accepted_total", 15.0);
  }

  @Test
  void balancesWhenEveryAcceptedEventHasAFate() {
    assertThat(after(115, 140, 100, 40).verdicts(BEFORE, 0)).allMatch(Verdict::holds);
    assertThat(after(115, 130, 95, 35).verdicts(BEFORE, 10)).allMatch(Verdict::holds);
  }

  @Test
  void findsAnEventThatWasAcceptedAndNotTaken() {
    assertThat(after(116, 140, 100, 40).verdicts(BEFORE, 0))
        .extracting(Verdict::violations)
        .containsExactly(1L);
  }

  @Test
  void findsARecordWithoutAFate() {
    assertThat(after(115, 140, 99, 40).verdicts(BEFORE, 0))
        .extracting(Verdict::violations)
        .containsExactly(1L);
  }

  @Test
  void saysNothingOfAServiceThatDoesNotCount() {
    assertThat(IngestMetrics.parse("other 1.0").verdicts(BEFORE, 0)).isEmpty();
  }

  @Test
  void findsWhatTheAuditFound() {
    IngestMetrics metrics =
        IngestMetrics.parse("riffle_load_audit_mismatches_total{verdict=\"missing_rows\"} 2.0");

    assertThat(metrics.verdicts(BEFORE, 0))
        .containsExactly(
            new Verdict(
                Invariant.AUDIT_AGREES, 2, "since the last start of the process", List.of()));
  }

  private static IngestMetrics after(int accepted, int taken, int stored, int duplicates) {
    return IngestMetrics.parse(
        String.format(
            Locale.ROOT,
            """
            riffle_collect_events_accepted_total{vendor="segment"} %d
            riffle_load_records_taken_total %d
            riffle_load_records_stored_total %d
            riffle_load_records_duplicate_total{payload="same"} %d
            """,
            accepted,
            taken,
            stored,
            duplicates));
  }
}
