package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {
  private final ProcessMark self = ProcessMark.of(ProcessHandle.current());

  @Test
  void findsTheProcessItWasMadeOf() {
    assertThat(self.find()).contains(ProcessHandle.current());
  }

  @Test
  void doesNotFindAnotherProcessThatHasTheNumberNow() {
    Instant earlier = self.startedAt().minusSeconds(60);

    assertThat(new ProcessMark(self.pid(), earlier).find()).isEmpty();
  }

  @Test
  void doesNotFindAProcessThatEnded() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessMark mark = ProcessMark.of(process.toHandle());
    assertThat(mark.find()).isPresent();

    process.destroyForcibly().waitFor();

    assertThat(mark.find()).isEmpty();
  }
}
