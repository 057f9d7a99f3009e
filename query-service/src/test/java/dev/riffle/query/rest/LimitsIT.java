package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What whoever asks is told when a question takes more than it may. */
@QuarkusTest
@TestProfile(LimitsIT.Narrow.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = StoryResource.class, restrictToAnnotatedClass = true)
class LimitsIT {
  /** Two seconds and 64 MB. */
  public static final class Narrow extends DemoKeys {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("riffle.query.max-time", "2s");
      overrides.put("riffle.query.max-memory", "64M");
      return Map.copyOf(overrides);
    }
  }

  @Test
  void aQuestionThatTakesTooLongIsToldSo() {
    ExpectedProblem.in(ask("/api/test/slow"), 504, "question-timed-out")
        .body("detail", containsString("Narrow it"));
  }

  @Test
  void aQuestionThatNeedsTooMuchMemoryIsToldSo() {
    ExpectedProblem.in(ask("/api/test/slow/large"), 422, "question-too-large")
        .body("detail", containsString("memory or rows"));
    ask("/api/test/slow/small").statusCode(200).body(startsWith("[[1000, "));
  }

  private static ValidatableResponse ask(String path) {
    return given().header("Authorization", "Bearer " + DemoKeys.READ).get(path).then();
  }
}
