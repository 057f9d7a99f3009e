package dev.riffle.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TailCommandTest {
  @TempDir private Path data;
  private final StringWriter errors = new StringWriter();

  @Test
  void saysInOneSentenceThatNothingRuns() {
    assertThat(tail("--data", data.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);

    assertThat(errors.toString().strip())
        .startsWith("Riffle does not run on " + data)
        .contains("./riffle up")
        .hasLineCount(1);
  }

  @Test
  void asksForAKeyOfAnotherService() {
    assertThat(tail("--data", data.toString(), "--url", "http://127.0.0.1:1"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);

    assertThat(errors.toString()).contains("--key");
  }

  private int tail(String... arguments) {
    CommandLine commands = Main.commands().setErr(new PrintWriter(errors, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "tail";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return commands.execute(all);
  }
}
