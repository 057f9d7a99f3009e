package dev.riffle.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk refuses inserts and harms nothing; with room again they go on. */
class DiskFullIT {
  private static final int ROWS = 2_000;
  private static final int MOST_INSERTS = 100;
  private static final int FILLER_BYTES = 24 << 20;

  @TempDir private Path directory;

  private Path disk = Path.of("");
  private ServerProcess server;

  @BeforeEach
  void startOnASmallDisk() throws Exception {
    disk = Files.createDirectory(directory.resolve("data"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString());
    assumeThat(mounted).as("needs the right to mount a small tmpfs").isTrue();
    Files.write(disk.resolve("filler"), new byte[FILLER_BYTES]);
    server = ServerProcess.start(directory);
    ask("CREATE TABLE kept (id UInt32, text String) ENGINE = MergeTree ORDER BY id");
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
      run("umount", disk.toString());
    }
  }

  @Test
  void refusesInsertsUntilThereIsRoom() throws Exception {
    int stored = 0;
    HttpResponse<String> answer = insert(stored);
    while (answer.statusCode() == 200 && stored < MOST_INSERTS) {
      stored++;
      answer = insert(stored);
    }

    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("243");
    assertThat(summary()).isEqualTo(expected(stored));

    Files.delete(disk.resolve("filler"));

    assertThat(insert(stored).statusCode()).isEqualTo(200);
    assertThat(summary()).isEqualTo(expected(stored + 1));
  }

  private HttpResponse<String> insert(int number) throws Exception {
    StringBuilder rows = new StringBuilder("INSERT INTO kept FORMAT CSV\n");
    Random random = new Random(number);
    byte[] text = new byte[256];
    for (int i = 0; i < ROWS; i++) {
      random.nextBytes(text);
      rows.append(number * ROWS + i).append(',');
      rows.append(HexFormat.of().formatHex(text)).append('\n');
    }
    return server.post("writer", "", rows.toString());
  }

  private String summary() throws Exception {
    return ask("SELECT count(), uniqExact(id), min(length(text)) FROM kept");
  }

  private static String expected(int inserts) {
    return inserts * ROWS + "\t" + inserts * ROWS + "\t512\n";
  }

  private String ask(String sql) throws Exception {
    HttpResponse<String> answer = server.post("writer", "", sql);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
