package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.Part;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import dev.riffle.acceptance.system.StoredEvents.Landed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} of each part in turn while the demo posts: the supervisor starts it again, the
 * load goes on to its end, and everything acknowledged has landed exactly once.
 */
@ExtendWith(OneRiffle.class)
@Order(5)
class KilledPartIT {
  private static final int RECORDS = 60_000;
  private static final int FIRST_SEED = 7_000;

  /** What one request of the demo carries. */
  private static final int RECORDS_PER_BATCH = 500;

  /** The first kill meets an empty system, so wait until some of the load has arrived. */
  private static final long LANDED_BEFORE_THE_KILL = 5_000;

  private static final int DEMO_MINUTES_MAX = 6;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
  private static final Pattern SUMMARY =
      Pattern.compile("accepted (\\d+), refused (\\d+), batches repeated (\\d+)");

  @ParameterizedTest
  @EnumSource(PartName.class)
  void nothingAcknowledgedIsLostOrStoredTwice(
      PartName part, RunningRiffle riffle, @TempDir Path folder) throws Exception {
    int seed = FIRST_SEED + List.of(PartName.values()).indexOf(part);
    String prefix = "demo-" + seed + "-";
    Part killed = riffle.part(part);
    Path output = folder.resolve("demo.log");
    Process demo =
        riffle.demo(
            output, "--events", Integer.toString(RECORDS), "--seed", Integer.toString(seed));
    try {
      Waiting.untilLoaded()
          .until(() -> riffle.stored().landed(prefix).rows() >= LANDED_BEFORE_THE_KILL);
      riffle.kill(part);

      assertThat(demo.waitFor(DEMO_MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
    } finally {
      demo.destroyForcibly();
    }
    String said = Files.readString(output);
    assertThat(demo.exitValue()).as(said).isZero();
    Matcher summary = SUMMARY.matcher(said);
    assertThat(summary.find()).as(said).isTrue();
    assertThat(summary.group(1)).isEqualTo(Integer.toString(RECORDS));
    long repeated = Long.parseLong(summary.group(3));
    Waiting.untilRestarted()
        .untilAsserted(() -> {
          Part now = riffle.part(part);
          assertThat(now.state()).isEqualTo("ready");
          assertThat(now.pid()).isNotEqualTo(killed.pid());
        });
    Waiting.untilLoaded()
        .untilAsserted(
            () -> assertThat(riffle.stored().landed(prefix).messages()).isEqualTo(RECORDS));
    Landed landed = settled(riffle, prefix);
    assertThat(landed.messages()).isEqualTo(RECORDS);
    assertThat(landed.rows()).as("no row is stored twice by us").isEqualTo(landed.ingested());
    // a batch whose reply was lost is sent again by the client; its ids show that
    // (docs/delivery.md)
    assertThat(landed.rows() - landed.messages()).isBetween(0L, repeated * RECORDS_PER_BATCH);
  }

  /**
   * Waits until two looks, a while apart, see the same: repeated batches may still be on the way.
   */
  private static Landed settled(RunningRiffle riffle, String prefix) {
    Landed[] seen = new Landed[2];
    Waiting.untilLoaded()
        .pollInterval(BETWEEN_LOOKS)
        .until(() -> {
          seen[0] = seen[1];
          seen[1] = riffle.stored().landed(prefix);
          return seen[1].equals(seen[0]);
        });
    return seen[1];
  }
}
