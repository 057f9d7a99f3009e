package dev.riffle.acceptance.bench.query;

import com.google.errorprone.annotations.FormatMethod;
import dev.riffle.acceptance.bench.Machine;
import dev.riffle.acceptance.bench.Samples;
import dev.riffle.acceptance.bench.ScratchFolder;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * For each number of events a Riffle of its own, filled anew; each contender answers each question
 * several times, in turns. Prints Markdown. The exit status is 1 when two of them gave different
 * numbers.
 */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "questions beside PostHog's schema, DuckDB and PostgreSQL")
public final class QueryBenchmarks implements Callable<Integer> {
  /** PostgreSQL takes minutes to load more, and answers in minutes. */
  private static final long POSTGRES_MAX_EVENTS = 10_000_000;

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  @Option(names = "--events", split = ",", defaultValue = "10000000,50000000")
  private List<Long> counts = new ArrayList<>();

  @Option(
      names = "--repetitions",
      defaultValue = "5",
      description = "of each, after two seconds of warming up")
  private int repetitions;

  private final PrintStream out = System.out;
  private boolean different;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    String facts = Machine.facts();
    for (long count : counts) {
      ScratchFolder folder = ScratchFolder.create("riffle-bench-query");
      compareAll(count, folder.path(), facts);
      folder.delete();
    }
    return different ? 1 : 0;
  }

  private void compareAll(long count, Path folder, String facts)
      throws IOException, InterruptedException, SQLException {
    try (RunningRiffle riffle = RunningRiffle.startForgetful(folder.resolve("data"))) {
      BenchDays days = new BenchDays(LocalDate.now(ZoneOffset.UTC).minusDays(1));
      GeneratedEvents events = new GeneratedEvents(riffle.stored(), days, count);
      say("%nWriting %,d events into %s%n", count, folder);
      events.write();
      List<Contender> contenders = contenders(riffle, events, folder);
      say("%n%s, %s%n", LocalDate.now(ZoneOffset.UTC), facts);
      say("%,d events, bytes of one on disk: %s%n", count, events.sizes());
      for (BenchQuestion question : BenchQuestion.values()) {
        compare(question, contenders);
      }
      for (Contender contender : contenders) {
        contender.close();
      }
    }
  }

  private List<Contender> contenders(RunningRiffle riffle, GeneratedEvents events, Path folder)
      throws IOException, InterruptedException, SQLException {
    ProcessHandle engine = process(riffle, PartName.CLICKHOUSE);
    StoredEvents reader = riffle.storedForReading();
    BenchDays days = events.days();
    List<Contender> contenders = new ArrayList<>();
    contenders.add(
        new RiffleContender(
            riffle.query(), days, List.of(engine, process(riffle, PartName.QUERY))));
    contenders.add(new StraightContender(riffle.query(), reader, engine, days));
    contenders.add(new PostHogContender(riffle.stored(), engine, days, false));
    contenders.add(new PostHogContender(riffle.stored(), engine, days, true));
    say("Loading DuckDB%n");
    contenders.add(JdbcContender.duckDb(events, folder));
    if (events.count() <= POSTGRES_MAX_EVENTS) {
      say("Loading PostgreSQL%n");
      contenders.add(
          JdbcContender.postgres(
              events, riffle.postgresUrl(), "riffle", riffle.secret("postgres.password")));
    }
    return contenders;
  }

  private static ProcessHandle process(RunningRiffle riffle, PartName part)
      throws IOException, InterruptedException {
    return ProcessHandle.of(riffle.part(part).pid()).orElseThrow();
  }

  /** What one contender took for one question. */
  private record Taken(List<Double> wall, List<Double> cpu, List<Contender.Reply> replies) {
    Taken() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private void compare(BenchQuestion question, List<Contender> contenders)
      throws IOException, InterruptedException, SQLException {
    List<Taken> taken = contenders.stream().map(contender -> new Taken()).toList();
    for (Contender contender : contenders) {
      warmUp(question, contender);
    }
    for (int i = 0; i < repetitions; i++) {
      for (int j = 0; j < contenders.size(); j++) {
        measure(question, contenders.get(j), taken.get(j));
      }
    }
    say("%n### %s%n%n", question.text());
    say(
        "| | ms (min / median / max) | of Riffle | processor ms (median) | rows read | MB read |%n");
    say("|---|---|---|---|---|---|%n");
    double ours = new Samples(taken.getFirst().wall()).median();
    for (int j = 0; j < contenders.size(); j++) {
      Taken of = taken.get(j);
      Contender.Reply reply = of.replies().getFirst();
      boolean equal = reply.numbers().equals(taken.getFirst().replies().getFirst().numbers());
      different |= !equal;
      double cpu = new Samples(of.cpu()).median();
      say(
          "| %s | %s | %.2f x | %s | %s | %s |%s%n",
          contenders.get(j).name(),
          new Samples(of.wall()).spread(),
          new Samples(of.wall()).median() / ours,
          cpu == 0 ? "" : Samples.number(cpu),
          counted(reply.rows(), 1),
          counted(reply.bytes(), 1_000_000),
          equal ? "" : " OTHER NUMBERS: " + reply.numbers());
    }
    say(
        "%n%d numbers, all equal: %s%n",
        taken.getFirst().replies().getFirst().numbers().size(), !different);
  }

  private static void warmUp(BenchQuestion question, Contender contender)
      throws IOException, InterruptedException, SQLException {
    long start = System.nanoTime();
    do {
      contender.ask(question);
    } while (System.nanoTime() - start < WARM_UP.toNanos());
  }

  private static void measure(BenchQuestion question, Contender contender, Taken taken)
      throws IOException, InterruptedException, SQLException {
    Duration cpu = contender.cpu();
    long start = System.nanoTime();
    taken.replies().add(contender.ask(question));
    taken.wall().add((System.nanoTime() - start) / 1e6);
    taken.cpu().add(contender.cpu().minus(cpu).toNanos() / 1e6);
  }

  private static String counted(OptionalLong number, long unit) {
    return number.isPresent() ? "%,d".formatted(number.getAsLong() / unit) : "";
  }

  @FormatMethod
  private void say(String format, Object... arguments) {
    out.printf(format, arguments);
    out.flush();
  }
}
