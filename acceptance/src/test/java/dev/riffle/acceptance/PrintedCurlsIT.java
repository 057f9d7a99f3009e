package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code up} prints can be pasted into a shell as it stands. After the story: it sends. */
@ExtendWith(OneRiffle.class)
@Order(2)
class PrintedCurlsIT {
  @Test
  void theCurlToSendIsAcceptedAndTheCurlToAskShowsIt(RunningRiffle riffle) throws Exception {
    List<String> curls = curls(riffle.printed());
    assertThat(curls).as(riffle.printed()).hasSizeGreaterThanOrEqualTo(2);

    long before = riffle.stored().rows();
    String sent = shell(curls.get(0));

    assertThat(sent).contains("success");
    Waiting.untilVisible()
        .untilAsserted(() -> assertThat(riffle.stored().rows()).isGreaterThan(before));
    assertThat(shell(curls.get(1))).contains("\"asOf\"").contains("\"queryId\"");
  }

  @Test
  void theKeysPrintedAreTheKeysThatWork(RunningRiffle riffle) throws Exception {
    assertThat(riffle.printed()).contains(riffle.writeKey()).contains(riffle.query().key());
  }

  /** Commands from a line that begins with curl to its end, continued lines included. */
  private static List<String> curls(String printed) {
    List<String> curls = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    for (String line : printed.lines().toList()) {
      String text = line.strip();
      if (current.isEmpty() && !text.startsWith("curl ")) {
        continue;
      }
      current.append(text).append('\n');
      if (!text.endsWith("\\")) {
        curls.add(current.toString());
        current.setLength(0);
      }
    }
    return curls;
  }

  private static String shell(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
    return output;
  }
}
