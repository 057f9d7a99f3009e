package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ProjectId;
import dev.riffle.query.engine.StatementWatch.RowsRead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProgressStreamTest {
  private static final ProjectId PROJECT = new ProjectId(1);
  private static final Instant START = Instant.parse("2026-11-22T09:30:00Z");
  private static final Duration OFTEN = Duration.ofMillis(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final RunningQuestions questions = new RunningQuestions(now::get, () -> "q1");
  private final CompletableFuture<String> engine = new CompletableFuture<>();

  /** Does the next thing whenever something has been sent. */
  private static final class Reader extends ByteArrayOutputStream {
    private final Deque<Runnable> then;

    Reader(List<Runnable> then) {
      this.then = new ArrayDeque<>(then);
    }

    @Override
    public void flush() {
      Runnable next = then.poll();
      if (next != null) {
        next.run();
      }
    }

    List<String> events() {
      return List.of(toString(StandardCharsets.US_ASCII).split("(?<=\n\n)"));
    }
  }

  @Test
  void tellsOfTheWaitTheStatementsAndTheEnd() throws Exception {
    Map<String, RowsRead> rows = Map.of("one", new RowsRead(10, 40), "three", new RowsRead(7, 0));

    List<String> events =
        events(
            rows,
            running -> running.waits(() -> 3),
            running ->
                List.of(
                    () -> {},
                    () -> running.waits(() -> 1),
                    running::begin,
                    () -> statement(running, "one", 1_500),
                    () -> statement(running, "two", 2_000),
                    () -> statement(running, "three", 60_001),
                    () -> engine.complete("answer")));

    assertThat(events)
        .startsWith(
            event("waiting", "{'place':3}"),
            ":\n\n",
            event("waiting", "{'place':1}"),
            event("running", "{'elapsedMs':0}"),
            event("running", "{'statement':1,'rowsRead':10,'rowsToRead':40,'elapsedMs':1500}"),
            event("running", "{'statement':2,'elapsedMs':2000}"),
            event("running", "{'statement':3,'rowsRead':7,'elapsedMs':60001}"))
        .endsWith(event("done", "{}"));
  }

  @Test
  void aWaitWhosePlaceIsUnknownHasNone() throws Exception {
    assertThat(events(Map.of(), _ -> {}, _ -> List.of(() -> engine.complete("answer"))))
        .startsWith(event("waiting", "{}"))
        .endsWith(event("done", "{}"));
  }

  @Test
  void tellsOfAFailureAndOfACancellation() throws Exception {
    assertThat(
            events(
                Map.of(),
                _ -> {},
                _ -> List.of(() -> engine.completeExceptionally(new IllegalStateException()))))
        .endsWith(event("failed", "{}"));
    assertThat(events(Map.of(), running -> running.cancellation().cancel(), _ -> List.of()))
        .endsWith(event("cancelled", "{}"));
  }

  /** Who looks away keeps neither the question from going on nor the thread. */
  @Test
  void endsWhenNobodyReads() {
    String text =
        questions.during(
            PROJECT,
            Optional.empty(),
            running -> {
              AtomicBoolean gone = new AtomicBoolean();
              Reader reader = new Reader(List.of(() -> {}, () -> gone.set(true)));
              try {
                new ProgressStream(running, _ -> Optional.empty(), gone::get, now::get, OFTEN)
                    .write(reader);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return String.join("", reader.events());
            });
    assertThat(text).isEqualTo(event("waiting", "{}") + ":\n\n");
  }

  private List<String> events(
      Map<String, RowsRead> rows,
      Consumer<RunningQuestions.Running> before,
      Function<RunningQuestions.Running, List<Runnable>> then)
      throws Exception {
    CompletableFuture<RunningQuestions.Running> asked = new CompletableFuture<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> _ =
          threads.submit(() ->
              questions.during(
                  PROJECT,
                  Optional.empty(),
                  running -> {
                    before.accept(running);
                    asked.complete(running);
                    return engine.join();
                  }));
      RunningQuestions.Running running = asked.get();
      Reader reader = new Reader(then.apply(running));
      if (running.cancellation().isCancelled()) {
        engine.completeExceptionally(new IllegalStateException("cancelled"));
      }
      new ProgressStream(
              running, id -> Optional.ofNullable(rows.get(id)), () -> false, now::get, OFTEN)
          .write(reader);
      return reader.events();
    }
  }

  private void statement(RunningQuestions.Running running, String id, long afterMs) {
    running.cancellation().end();
    assertThat(running.cancellation().begin(id, () -> {})).isTrue();
    now.set(START.plusMillis(afterMs));
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data.replace('\'', '"') + "\n\n";
  }
}
