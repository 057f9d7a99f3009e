package dev.riffle.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A question through REST beside the statements that it became, sent straight to the engine one
 * after the other, in turns. The statements and their parameters are those that the answer
 * explains.
 */
final class QuestionBenchmark {
  private static final int WARM_UP = 200;

  private final RunningRiffle riffle;
  private final Effort effort;

  QuestionBenchmark(RunningRiffle riffle, Effort effort) {
    this.riffle = riffle;
    this.effort = effort;
  }

  List<Finding> run() throws IOException, InterruptedException {
    return List.of(
        compare(
            "daily uniques by plan, 30 days",
            """
            {"events": [{"event": "Used Awesome Feature 1"}], "measures": ["uniques"],
             "last": "30d", "groupBy": [{"property": "plan", "of": "user"}]%s}
            """),
        compare(
            "totals of a selective event, 7 days",
            """
            {"events": [{"event": "Subscribed to Premium"}], "measures": ["totals"],
             "last": "7d", "interval": "none"%s}
            """));
  }

  private Finding compare(String what, String question) throws IOException, InterruptedException {
    HttpDoor query = riffle.query();
    StoredEvents engine = riffle.storedForReading();
    String plain = question.replace("%s", "");
    List<ExplainedStatement> statements =
        ExplainedStatement.of(ask(query, question.replace("%s", ", \"explain\": true")));
    List<Double> throughRest = new ArrayList<>();
    List<Double> straight = new ArrayList<>();
    for (int i = -WARM_UP; i < effort.questions(); i++) {
      long start = System.nanoTime();
      ask(query, plain);
      long asked = System.nanoTime();
      for (ExplainedStatement statement : statements) {
        statement.run(engine);
      }
      long ran = System.nanoTime();
      if (i >= 0) {
        throughRest.add((asked - start) / 1e6);
        straight.add((ran - asked) / 1e6);
      }
    }
    Samples rest = new Samples(throughRest);
    Samples sql = new Samples(straight);
    return new Finding(
        "question: " + what,
        rest.spread() + " ms",
        sql.spread() + " ms (" + statements.size() + " statements, straight)",
        String.format(
            Locale.ROOT,
            "%.2f x, %+.1f ms (medians)",
            rest.median() / sql.median(),
            rest.median() - sql.median()),
        "1.15 x + 10 ms",
        engine.rows() + " rows in the table");
  }

  private static JsonNode ask(HttpDoor query, String question)
      throws IOException, InterruptedException {
    HttpDoor.Reply reply = query.post("/api/v1/segmentation", question);
    if (reply.status() != 200) {
      throw new IOException("the question was refused: " + reply.body());
    }
    return reply.json();
  }
}
