package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.acceptance.sdk.NodePrograms;
import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The story of free and premium, told by two real SDKs. Before anything else uses the same events.
 * Each SDK tells of five persons (src/test/sdk/node/story), so every number below is twice that.
 */
@ExtendWith(OneRiffle.class)
@Order(1)
class SdkStoryIT {
  private static final Duration STORY_TIMEOUT = Duration.ofMinutes(1);
  private static final int RECORDS_OF_THE_STORY = 17;

  @BeforeAll
  static void bothSdksTellTheStory(RunningRiffle riffle) throws Exception {
    NodePrograms programs = NodePrograms.install(riffle.repository());
    for (String script : List.of("amplitude", "segment")) {
      String said =
          programs.run(
              STORY_TIMEOUT,
              "node",
              "story/" + script + ".mjs",
              riffle.ingestUrl().toString(),
              riffle.writeKey(),
              "story-" + script);
      assertThat(said).contains("{\"accepted\":" + RECORDS_OF_THE_STORY + "}");
    }
    Waiting.untilVisible()
        .untilAsserted(() ->
            assertThat(riffle.stored().landed("story-").rows())
                .isEqualTo(2L * RECORDS_OF_THE_STORY));
  }

  @Test
  void featureUsageShowsBothPlansAndCountsTheUpgraderInEach(RunningRiffle riffle) throws Exception {
    JsonNode answer = asked(riffle.query().get("/api/v1/feature-usage?by=plan&last=30d"));

    JsonNode feature = row(answer, "Used Awesome Feature 1");
    assertThat(feature.path("users").asInt()).isEqualTo(8);
    assertThat(feature.path("totals").asInt()).isEqualTo(18);
    JsonNode free = cell(answer, feature, "free");
    assertThat(free.path("users").asInt()).isEqualTo(4);
    assertThat(free.path("totals").asInt()).isEqualTo(6);
    JsonNode premium = cell(answer, feature, "premium");
    assertThat(premium.path("users").asInt()).isEqualTo(6);
    assertThat(premium.path("totals").asInt()).isEqualTo(12);
    // active while free: free-1, free-2, upgrader; while premium: premium-1, premium-2, upgrader
    assertThat(segment(answer, "free").path("activeUsers").asInt()).isEqualTo(6);
    assertThat(segment(answer, "premium").path("activeUsers").asInt()).isEqualTo(6);
    assertThat(answer.path("activeUsers").asInt()).isEqualTo(10);
    assertThat(free.path("share").asDouble()).isEqualTo(4.0 / 6);
    assertThat(premium.path("timesPerUser").asDouble()).isEqualTo(2.0);
  }

  @Test
  void segmentationCountsDistinctPersonsAndTotalsByPlan(RunningRiffle riffle) throws Exception {
    JsonNode answer =
        asked(
            riffle
                .query()
                .post(
                    "/api/v1/segmentation",
                    """
                    {"events": [{"event": "Used Awesome Feature 1"}],
                     "measures": ["uniques", "totals"], "last": "30d", "interval": "day",
                     "groupBy": [{"property": "plan", "of": "user"}]}
                    """));

    JsonNode series = answer.path("series").path(0);
    assertThat(total(series, "uniques")).as("persons, not a sum over plans").isEqualTo(8);
    assertThat(total(series, "totals")).isEqualTo(18);
    List<String> groups = new ArrayList<>();
    for (JsonNode group : series.path("groups")) {
      groups.add(
          group.path("label").asText()
              + ' '
              + total(group, "uniques")
              + ' '
              + total(group, "totals"));
    }
    assertThat(groups).containsExactly("premium 6 12", "free 4 6");
  }

  @Test
  void segmentsByPlanOverlapInTheUpgrader(RunningRiffle riffle) throws Exception {
    JsonNode answer =
        asked(
            riffle
                .query()
                .post(
                    "/api/v1/segmentation",
                    """
                    {"events": [{"event": "Used Awesome Feature 1"}],
                     "measures": ["uniques", "totals"], "last": "30d", "interval": "none",
                     "segments": [
                       {"name": "green line", "where": {"property": "plan", "of": "user",
                        "op": "is", "values": ["free"]}},
                       {"name": "blue line", "where": {"property": "plan", "of": "user",
                        "op": "is", "values": ["premium"]}}]}
                    """));

    assertThat(total(answer.path("series").path(0), "uniques")).isEqualTo(4);
    assertThat(total(answer.path("series").path(1), "uniques")).isEqualTo(6);
    assertThat(answer.path("overlaps").path(0).path("persons").asInt()).isEqualTo(2);
  }

  @Test
  void anEventPropertyKeepsItsType(RunningRiffle riffle) throws Exception {
    String question =
        """
        {"events": [{"event": "Used Awesome Feature 1"}], "measures": ["totals"], "last": "30d",
         "where": {"property": "optionalProperty", "of": "event", "op": "is", "values": [%s]}}
        """;

    JsonNode asNumber =
        asked(riffle.query().post("/api/v1/segmentation", question.formatted("123")));
    JsonNode asText =
        asked(riffle.query().post("/api/v1/segmentation", question.formatted("\"123\"")));

    assertThat(total(asNumber.path("series").path(0), "totals")).isEqualTo(18);
    assertThat(total(asText.path("series").path(0), "totals")).isZero();
  }

  private static int total(JsonNode lineOwner, String measure) {
    return lineOwner.path("line").path("total").path(measure).asInt(-1);
  }

  private static JsonNode asked(HttpDoor.Reply reply) throws IOException {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static JsonNode row(JsonNode answer, String event) {
    for (JsonNode feature : answer.path("features")) {
      if (feature.path("event").asText().equals(event)) {
        return feature;
      }
    }
    throw new AssertionError("no row " + event + " in " + answer);
  }

  private static JsonNode segment(JsonNode answer, String label) {
    return answer.path("segments").path(column(answer, label));
  }

  private static JsonNode cell(JsonNode answer, JsonNode feature, String label) {
    return feature.path("cells").path(column(answer, label));
  }

  private static int column(JsonNode answer, String label) {
    JsonNode segments = answer.path("segments");
    for (int i = 0; i < segments.size(); i++) {
      if (segments.path(i).path("label").asText().equals(label)) {
        return i;
      }
    }
    throw new AssertionError("no column " + label + " in " + answer);
  }
}
