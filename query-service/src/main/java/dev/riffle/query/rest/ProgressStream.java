package dev.riffle.query.rest;

import dev.riffle.query.engine.Cancellation;
import dev.riffle.query.engine.StatementWatch.RowsRead;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * How far one question is, as server-sent events: each look at it is an event, or a comment where
 * nothing is new; the last one says how it ended.
 */
final class ProgressStream {
  private static final String NOTHING_NEW = ":\n\n";

  private final RunningQuestions.Running question;
  private final Function<String, Optional<RowsRead>> rows;
  private final BooleanSupplier gone;
  private final InstantSource clock;
  private final Duration every;
  private String last = "";

  /**
   * @param rows that a statement has read, by its id in the engine
   * @param gone whether nobody reads any more
   * @param every how often to look
   */
  ProgressStream(
      RunningQuestions.Running question,
      Function<String, Optional<RowsRead>> rows,
      BooleanSupplier gone,
      InstantSource clock,
      Duration every) {
    this.question = question;
    this.rows = rows;
    this.gone = gone;
    this.clock = clock;
    this.every = every;
  }

  /** Returns when the question has ended, or nobody reads any more. */
  void write(OutputStream to) throws IOException {
    try {
      Optional<RunningQuestions.Outcome> end = question.awaitEnd(Duration.ZERO);
      while (end.isEmpty() && !gone.getAsBoolean()) {
        send(to, news());
        end = question.awaitEnd(every);
      }
      if (end.isPresent() && !gone.getAsBoolean()) {
        send(to, event(end.get()));
      }
    } catch (InterruptedException e) {
      // the service stops
      Thread.currentThread().interrupt();
    }
  }

  private String news() {
    String now = question.begunAt().map(this::running).orElseGet(this::waiting);
    String text = now.equals(last) ? NOTHING_NEW : now;
    last = now;
    return text;
  }

  private String waiting() {
    int place = question.place();
    return event("waiting", place == 0 ? "{}" : "{\"place\":%d}".formatted(place));
  }

  private String running(Instant begunAt) {
    StringBuilder data = new StringBuilder("{");
    question.cancellation().statement().ifPresent(statement -> append(data, statement));
    data.append("\"elapsedMs\":")
        .append(Duration.between(begunAt, clock.instant()).toMillis())
        .append('}');
    return event("running", data.toString());
  }

  private void append(StringBuilder data, Cancellation.Statement statement) {
    data.append("\"statement\":").append(statement.number()).append(',');
    rows.apply(statement.id())
        .ifPresent(read -> {
          data.append("\"rowsRead\":").append(read.rows()).append(',');
          if (read.expected() > 0) {
            data.append("\"rowsToRead\":").append(read.expected()).append(',');
          }
        });
  }

  private static String event(RunningQuestions.Outcome outcome) {
    return switch (outcome) {
      case DONE -> event("done", "{}");
      case FAILED -> event("failed", "{}");
      case CANCELLED -> event("cancelled", "{}");
    };
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  private static void send(OutputStream to, String text) throws IOException {
    to.write(text.getBytes(StandardCharsets.US_ASCII));
    to.flush();
  }
}
