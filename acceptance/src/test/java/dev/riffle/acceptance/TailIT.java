package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.RunningRiffle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./riffle tail} shows a developer what arrives, without any setting. */
@ExtendWith(OneRiffle.class)
@Order(4)
class TailIT {
  private static final int END_SECONDS = 20;

  @Test
  void showsAnEventAndWhyAnotherIsRefused(RunningRiffle riffle, @TempDir Path folder)
      throws Exception {
    Path output = folder.resolve("tail.log");
    Process tail = riffle.tail(output, "--event", "Tailed");
    try {
      awaitLine(output, "waiting for events");
      riffle
          .ingest()
          .post(
              "/v1/track", "{\"userId\":\"tail-1\",\"event\":\"Tailed\",\"properties\":{\"n\":1}}");
      riffle.ingest().post("/v1/track", "{\"userId\":\"tail-1\",\"event\":\"Other\"}");
      riffle.ingest().post("/v1/track", "{\"userId\":\"undefined\",\"event\":\"Tailed\"}");

      awaitLine(output, "accepted  segment    track     Tailed  user tail-1  n=1");
      awaitLine(output, "REJECTED  segment    track     Tailed  placeholder_id in userId: ");
      assertThat(output).content().doesNotContain("Other");
    } finally {
      tail.destroy();
    }
    assertThat(tail.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readAllLines(output)).as("no stack trace").hasSize(3);
  }

  private static void awaitLine(Path output, String text) {
    Waiting.untilVisible().untilAsserted(() -> assertThat(output).content().contains(text));
  }
}
