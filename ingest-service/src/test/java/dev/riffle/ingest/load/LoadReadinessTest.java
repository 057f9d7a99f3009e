package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.ingest.load.table.EngineException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadReadinessTest {
  private Instant now = Instant.parse("2026-11-22T00:00:00Z");
  private final LoadStatus status = new LoadStatus(new SimpleMeterRegistry(), () -> now);

  private boolean isUp(boolean alone) {
    return LoadReadiness.of(status, alone).getStatus() == HealthCheckResponse.Status.UP;
  }

  private @Nullable Object told(String what) {
    return LoadReadiness.of(status, true).getData().orElseThrow().get(what);
  }

  @Test
  void saysWhatItWaitsForAndIsReadyOnlyWhenItLoads() {
    assertThat(told("state"))
        .isEqualTo(
            "waiting for the engine, whose tables are brought up to date first; waiting for Kafka to tell of the topic");
    status.phase(LoadStatus.Phase.LOADING);
    assertThat(isUp(true)).isFalse();
    status.tablesReady();
    assertThat(isUp(true)).isTrue();
    status.phase(LoadStatus.Phase.TOPIC);
    assertThat(told("state")).isEqualTo("waiting for Kafka to tell of the topic");
    assertThat(isUp(true)).isFalse();
    status.phase(LoadStatus.Phase.JOINING);
    assertThat(told("state")).isEqualTo("joining the consumer group");
    assertThat(isUp(true)).isFalse();
    status.phase(LoadStatus.Phase.LOADING);
    assertThat(told("state")).isEqualTo("loading");
    assertThat(isUp(true)).isTrue();
    status.phase(LoadStatus.Phase.STOPPING);
    assertThat(isUp(true)).isFalse();
  }

  @Test
  void besideCollectItIsNeverDown() {
    assertThat(isUp(false)).isTrue();
    status.fatal("the tables are newer");
    status.failed(new EngineException.Unavailable("away", new IOException("cut")));
    status.halted(1);
    assertThat(isUp(false)).isTrue();
    assertThat(isUp(true)).isFalse();
    assertThat(told("state")).isEqualTo("the tables are newer");
  }

  @Test
  void anEngineThatIsAwayAndAPartitionThatStandsStillAreNotReady() {
    status.tablesReady();
    status.phase(LoadStatus.Phase.LOADING);
    status.failed(new EngineException.Unavailable("away", new IOException("cut")));
    assertThat(told("state")).isEqualTo("waiting for the engine");
    assertThat(isUp(true)).isFalse();
    status.succeeded();
    assertThat(isUp(true)).isTrue();
    status.halted(2);
    assertThat(told("state")).isEqualTo("the log has lost records: [2]");
    assertThat(isUp(true)).isFalse();
  }

  @Test
  void tellsLagAndRetryWindowOfEachPartitionAndWhatTheAuditFound() {
    status.tablesReady();
    status.phase(LoadStatus.Phase.LOADING);
    status.assigned(0);
    status.look(0, PartitionWorker.State.LOADING, now.minusMillis(1500).toEpochMilli());
    status.lag(0, 12);
    assertThat(told("partition 0")).isEqualTo("LOADING, lag 12 records, 1500 ms");
    status.retriesKnownSince(0, now.minusSeconds(167 * 3600));
    assertThat(told("partition 0"))
        .isEqualTo("LOADING, lag 12 records, 1500 ms, recognises retries of the last 167 h");
    assertThat(told("audit")).isEqualTo("no round yet");
  }
}
