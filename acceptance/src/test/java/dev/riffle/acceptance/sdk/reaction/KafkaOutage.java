package dev.riffle.acceptance.sdk.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.PartProcesses;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The broker stands still for some time, as its machine does that swaps or is moved. */
final class KafkaOutage implements AutoCloseable {
  private final Thread end;

  private KafkaOutage(Thread end) {
    this.end = end;
  }

  /** Begins now. */
  static KafkaOutage of(Duration length, RunningRiffle riffle)
      throws IOException, InterruptedException {
    ProcessHandle kafka = riffle.processes().process(PartName.KAFKA).orElseThrow();
    PartProcesses.signal(kafka, "STOP");
    return new KafkaOutage(
        Thread.ofVirtual()
            .start(() -> {
              LockSupport.parkNanos(length.toNanos());
              go(kafka);
            }));
  }

  private static void go(ProcessHandle kafka) {
    try {
      PartProcesses.signal(kafka, "CONT");
    } catch (IOException e) {
      throw new IllegalStateException("no signal to Kafka", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(kafka.isAlive()).isTrue();
  }

  /** Waits for its end. */
  @Override
  public void close() throws InterruptedException {
    end.join();
  }
}
