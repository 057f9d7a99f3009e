package dev.riffle.acceptance.bench.query;

import dev.riffle.acceptance.bench.ExplainedStatement;
import dev.riffle.acceptance.bench.Machine;
import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;

/** The statements that Riffle's answer explains, one after the other straight on the engine. */
final class StraightContender implements Contender {
  private final HttpDoor query;
  private final StoredEvents engine;
  private final ProcessHandle process;
  private final BenchDays days;
  private final Map<BenchQuestion, Explained> explained = new EnumMap<>(BenchQuestion.class);

  /** Its numbers are those of the answer: what the rows become is Riffle's own. */
  private record Explained(SortedMap<String, Long> numbers, List<ExplainedStatement> statements) {}

  StraightContender(HttpDoor query, StoredEvents engine, ProcessHandle process, BenchDays days) {
    this.query = query;
    this.engine = engine;
    this.process = process;
    this.days = days;
  }

  @Override
  public String name() {
    return "its SQL straight";
  }

  @Override
  public Reply ask(BenchQuestion question) throws IOException, InterruptedException {
    Explained of = explained.get(question);
    if (of == null) {
      var answer = RiffleContender.ask(query, question, question.explainedBody(days));
      of = new Explained(question.numbers(answer), ExplainedStatement.of(answer));
      explained.put(question, of);
    }
    for (ExplainedStatement statement : of.statements()) {
      statement.run(engine);
    }
    return new Reply(of.numbers(), OptionalLong.empty(), OptionalLong.empty());
  }

  @Override
  public Duration cpu() {
    return Machine.cpu(process);
  }

  @Override
  public void close() {}
}
