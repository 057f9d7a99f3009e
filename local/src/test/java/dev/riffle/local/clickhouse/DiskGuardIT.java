package dev.riffle.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else fills the disk to its last byte while parts are written and merged. */
class DiskGuardIT {
  private static final int ROWS = 800;
  private static final int FILLS = 6;
  private static final Duration STAYS_FULL = Duration.ofMillis(700);

  /** One of them every 5 ms are 200 MiB a second. */
  private static final int BALLAST_PIECE_BYTES = 1 << 20;

  private static final int LAST_PIECE_BYTES = 1 << 12;

  @TempDir private Path directory;

  private final ScheduledExecutorService filler = Executors.newSingleThreadScheduledExecutor();
  private Path disk = Path.of("");
  private ServerProcess server;

  @BeforeEach
  void startOnASmallDisk() throws Exception {
    disk = Files.createDirectory(directory.resolve("data"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString());
    assumeThat(mounted).as("needs the right to mount a small tmpfs").isTrue();
    server = ServerProcess.start(directory);
    ask(
        "CREATE TABLE kept (id UInt32, half UInt8, text String) ENGINE = MergeTree"
            + " PARTITION BY half ORDER BY id SETTINGS min_bytes_for_wide_part = 0");
  }

  @AfterEach
  void stop() throws Exception {
    filler.shutdownNow();
    if (server != null) {
      server.close();
      run("umount", disk.toString());
    }
  }

  @Test
  void refusesWritesBelowTheReserveAndGoesOnReading() throws Exception {
    // given
    assertThat(insert(0).statusCode()).isEqualTo(200);
    assertThat(insert(1).statusCode()).isEqualTo(200);

    // when
    Path ballast = disk.resolve("ballast");
    fillUntilRefused(ballast);

    // then
    HttpResponse<String> refused = post(tooLong());
    assertThat(refused.headers().firstValue("X-ClickHouse-Exception-Code")).contains("243");
    assertThat(refused.body()).contains("nearly full", "NOT_ENOUGH_SPACE");
    assertThat(post("CREATE TABLE other AS kept").body()).contains("Code: 243.");
    assertThat(ask("SELECT count() FROM kept")).isEqualTo(2 * ROWS + "\n");
    ask("DROP TABLE IF EXISTS other");
    assertThat(Files.readString(directory.resolve("server.log")))
        .containsOnlyOnce("merges stopped");

    // and when: it is restarted, with not a byte left
    fillToTheLastByte(
        disk.resolve("rest"),
        () -> {
          server.kill();
          server = ServerProcess.start(directory);
          assertThat(ask("SELECT count() FROM kept")).isEqualTo(2 * ROWS + "\n");
        });
    Files.delete(ballast);

    // then
    assertThat(insert(2).statusCode()).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> post("OPTIMIZE TABLE kept FINAL").statusCode() == 200);
    assertThat(ask("SELECT count() FROM kept")).isEqualTo(3 * ROWS + "\n");
  }

  @Test
  void losesNoAcknowledgedRowAndDamagesNoPart() throws Exception {
    // given: two writers
    AtomicBoolean stopped = new AtomicBoolean();
    AtomicInteger next = new AtomicInteger();
    List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    List<Thread> writers =
        List.of(
            Thread.startVirtualThread(() -> insertUntil(stopped, next, acknowledged)),
            Thread.startVirtualThread(() -> insertUntil(stopped, next, acknowledged)));

    // when
    for (int i = 0; i < FILLS; i++) {
      int before = acknowledged.size();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> acknowledged.size() >= before + 5);
      fillToTheLastByte(
          disk.resolve("ballast"),
          () ->
              Awaitility.await()
                  .during(STAYS_FULL)
                  .atMost(STAYS_FULL.multipliedBy(20))
                  .until(() -> true));
    }
    stopped.set(true);
    for (Thread writer : writers) {
      writer.join();
    }

    // then
    assertThat(ask("CHECK TABLE kept SETTINGS check_query_single_value_result = 1"))
        .isEqualTo("1\n");
    server.kill();
    server = ServerProcess.start(directory);
    List<Integer> found =
        ask("SELECT intDiv(id, 800) AS number FROM kept GROUP BY number"
                + " HAVING uniqExact(id) = 800")
            .lines()
            .map(Integer::valueOf)
            .toList();
    assertThat(found).containsAll(acknowledged);
    assertThat(ask("SELECT count() FROM system.detached_parts")).isEqualTo("0\n");
  }

  private void insertUntil(AtomicBoolean stopped, AtomicInteger next, List<Integer> acknowledged) {
    try {
      while (!stopped.get()) {
        int number = next.getAndIncrement();
        if (insert(number).statusCode() == 200) {
          acknowledged.add(number);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the server is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fillUntilRefused(Path ballast) throws IOException {
    long reserve = Files.getFileStore(disk).getTotalSpace() / 8;
    try (FileChannel out =
        FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (Files.getFileStore(disk).getUsableSpace() >= reserve) {
        out.write(ByteBuffer.allocate(BALLAST_PIECE_BYTES));
      }
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Files.readString(directory.resolve("server.log")).contains("merges stopped"));
  }

  private interface Step {
    void run() throws Exception;
  }

  /** In a thread that writes at a steady rate; the disk stays full until the step is done. */
  private void fillToTheLastByte(Path ballast, Step whileFull) throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    try (FileChannel out =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var filling = filler.scheduleAtFixedRate(() -> write(out, full), 0, 5, TimeUnit.MILLISECONDS);
      Awaitility.await().atMost(Duration.ofSeconds(30)).untilTrue(full);
      whileFull.run();
      filling.cancel(false);
      // what was begun is done before the file is closed
      Awaitility.await().until(() -> filler.submit(() -> true).get());
    }
    Files.delete(ballast);
  }

  private static void write(FileChannel out, AtomicBoolean full) {
    try {
      out.write(ByteBuffer.allocate(full.get() ? LAST_PIECE_BYTES : BALLAST_PIECE_BYTES));
    } catch (IOException noRoom) {
      full.set(true);
    }
  }

  /** More than is kept in a buffer anywhere: its answer comes before all of it is sent. */
  private static String tooLong() {
    return "INSERT INTO kept FORMAT CSV\n" + "1,1,x\n".repeat(4_000_000);
  }

  private HttpResponse<String> insert(int number) throws IOException, InterruptedException {
    StringBuilder rows = new StringBuilder("INSERT INTO kept FORMAT CSV\n");
    Random random = new Random(number);
    byte[] text = new byte[200];
    for (int i = 0; i < ROWS; i++) {
      random.nextBytes(text);
      rows.append(number * ROWS + i).append(',').append(i % 2).append(',');
      rows.append(HexFormat.of().formatHex(text)).append('\n');
    }
    return post(rows.toString());
  }

  private String ask(String sql) throws Exception {
    HttpResponse<String> answer = post(sql);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> post(String sql) throws IOException, InterruptedException {
    return server.post("writer", "", sql);
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
