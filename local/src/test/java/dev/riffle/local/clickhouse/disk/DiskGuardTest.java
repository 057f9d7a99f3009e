package dev.riffle.local.clickhouse.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DiskGuardTest {
  private long free = 1_000;
  private boolean unreadable;
  private boolean mergesFail;
  private Instant now = Instant.EPOCH;
  private final List<String> done = new ArrayList<>();
  private final DiskGuard guard =
      new DiskGuard(new DiskReserve(100, 125), this::freeBytes, new Recorded(), () -> now);

  private final class Recorded implements Merges {
    @Override
    public void stop() {
      record("stop");
    }

    @Override
    public void start() {
      record("start");
    }

    private void record(String call) {
      done.add(call);
      if (mergesFail) {
        throw new EngineException(999, "TEST", "as told");
      }
    }
  }

  @Test
  void leavesMergesAloneWhileThereIsRoom() {
    look(1_000);
    look(100);

    assertThat(done).isEmpty();
    assertThatCode(guard::requireRoom).doesNotThrowAnyException();
  }

  @Test
  void stopsMergesOnceAndStartsThemWhenThereIsClearlyRoom() {
    look(99);
    look(50);
    look(124);
    assertThat(done).containsExactly("stop");

    look(125);
    look(130);

    assertThat(done).containsExactly("stop", "start");
  }

  @Test
  void stopsMergesAgainAfterASecond() {
    look(99);
    now = now.plusMillis(999);
    look(99);
    assertThat(done).containsExactly("stop");

    now = now.plusMillis(1);
    look(99);

    assertThat(done).containsExactly("stop", "stop");
  }

  @Test
  void refusesWritingWithoutWaitingForALook() {
    look(1_000);
    free = 99;

    assertRefuses(guard::requireRoom);
    assertThat(done).isEmpty();
  }

  @Test
  void refusesWritingUntilThereIsClearlyRoom() {
    look(99);

    free = 124;
    assertRefuses(guard::requireRoom);
    free = 125;
    assertThatCode(guard::requireRoom).doesNotThrowAnyException();
  }

  @Test
  void triesAgainWhatTheEngineRefused() {
    mergesFail = true;
    look(99);
    mergesFail = false;
    look(99);
    mergesFail = true;
    look(1_000);
    mergesFail = false;
    look(1_000);

    assertThat(done).containsExactly("stop", "stop", "start", "start");
  }

  @Test
  void changesNothingWhileTheFreeSpaceCannotBeRead() {
    look(99);
    unreadable = true;
    look(1_000);

    assertThat(done).containsExactly("stop");
    assertThatCode(guard::requireRoom).doesNotThrowAnyException();
  }

  @Test
  void leavesTheEngineAloneOnceClosed() {
    guard.close();
    look(99);

    assertThat(done).isEmpty();
  }

  private void look(long bytes) {
    free = bytes;
    guard.look();
  }

  private long freeBytes() throws IOException {
    if (unreadable) {
      throw new IOException("as told");
    }
    return free;
  }

  private static void assertRefuses(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EngineException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(DiskGuard.NOT_ENOUGH_SPACE);
              assertThat(refused)
                  .hasMessageContaining("nearly full")
                  .hasMessageEndingWith("(NOT_ENOUGH_SPACE)");
            });
  }
}
