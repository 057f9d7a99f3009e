package dev.riffle.acceptance.chaos.check;

import dev.riffle.acceptance.system.HttpDoor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ingest service counts, each name summed over its labels.
 *
 * @param values by Prometheus name
 */
public record IngestMetrics(Map<String, Double> values) {
  private static final String ACCEPTED = "riffle_collect_events_accepted_total";
  private static final String TAKEN = "riffle_load_records_taken_total";
  private static final List<String> FATES =
      List.of(
          "riffle_load_records_stored_total",
          "riffle_load_records_already_landed_total",
          "riffle_load_records_duplicate_total",
          "riffle_load_records_dead_lettered_total");
  private static final String MISMATCHES = "riffle_load_audit_mismatches_total";

  public IngestMetrics {
    values = Map.copyOf(values);
  }

  /** As the service shows them now. */
  public static IngestMetrics of(HttpDoor ingest) throws IOException, InterruptedException {
    return parse(ingest.get("/q/metrics").body());
  }

  static IngestMetrics parse(String text) {
    Map<String, Double> values = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.contains(" "))
        .forEach(line -> {
          String name = line.substring(0, line.lastIndexOf(' ')).replaceFirst("\\{.*", "");
          double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
          values.merge(name, value, Double::sum);
        });
    return new IngestMetrics(values);
  }

  /**
   * Whether what was accepted between the two looks was also loaded, and how. Nothing when the
   * service does not count that.
   *
   * @param before the same process, earlier
   * @param lag records that are still to be loaded
   */
  public List<Verdict> verdicts(IngestMetrics before, long lag) {
    List<Verdict> verdicts = new ArrayList<>();
    if (values.containsKey(TAKEN)) {
      long accepted = since(before, ACCEPTED);
      long taken = since(before, TAKEN);
      long fates = FATES.stream().mapToLong(name -> since(before, name)).sum();
      verdicts.add(
          new Verdict(
              Invariant.METRICS_BALANCE,
              Math.abs(accepted - taken - lag) + Math.abs(taken - fates),
              String.format(
                  Locale.ROOT,
                  "%,d accepted, %,d taken, %,d with a fate, lag %,d",
                  accepted,
                  taken,
                  fates,
                  lag),
              List.of()));
    }
    if (values.containsKey(MISMATCHES)) {
      verdicts.add(
          new Verdict(
              Invariant.AUDIT_AGREES,
              Math.round(values.getOrDefault(MISMATCHES, 0.0)),
              "since the last start of the process",
              List.of()));
    }
    return verdicts;
  }

  private long since(IngestMetrics before, String name) {
    return Math.round(values.getOrDefault(name, 0.0) - before.values().getOrDefault(name, 0.0));
  }
}
