package dev.riffle.acceptance.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.acceptance.bench.Machine;
import dev.riffle.acceptance.system.HttpDoor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Riffle as anybody asks it: by REST.
 *
 * @param processes that work for an answer
 */
record RiffleContender(HttpDoor query, BenchDays days, List<ProcessHandle> processes)
    implements Contender {
  @Override
  public String name() {
    return "Riffle";
  }

  @Override
  public Reply ask(BenchQuestion question) throws IOException, InterruptedException {
    JsonNode answer = ask(query, question, question.body(days));
    return new Reply(
        question.numbers(answer),
        OptionalLong.of(answer.at("/meta/rowsRead").asLong()),
        OptionalLong.of(answer.at("/meta/bytesRead").asLong()));
  }

  static JsonNode ask(HttpDoor query, BenchQuestion question, String body)
      throws IOException, InterruptedException {
    HttpDoor.Reply reply = query.post(question.path(), body);
    if (reply.status() != 200) {
      throw new IOException(question.text() + " was refused: " + reply.body());
    }
    return reply.json();
  }

  @Override
  public Duration cpu() {
    return processes.stream().map(Machine::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {}
}
