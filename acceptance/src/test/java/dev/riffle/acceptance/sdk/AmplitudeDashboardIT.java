package dev.riffle.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.acceptance.OneRiffle;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The npm package {@code amplitude}, unmodified: a program that asks Amplitude for charts and
 * persons, with Riffle's address and keys.
 */
@ExtendWith(OneRiffle.class)
@Order(3)
class AmplitudeDashboardIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @Test
  void asksForWhatItHasSent(RunningRiffle riffle) throws Exception {
    OwnProject project = OwnProject.create(riffle, "dashboard");

    JsonNode told =
        NodePrograms.install(riffle.repository())
            .drive(
                TIMEOUT,
                "dashboard.mjs",
                riffle.ingestUrl().toString(),
                riffle.query().url().toString(),
                project.writeKey(),
                project.query().key());

    assertThat(told.path("totals").path("data").path("series").toString()).isEqualTo("[[3]]");
    assertThat(told.path("uniques").path("data").path("series").toString()).isEqualTo("[[2]]");
    JsonNode ann = told.path("matches").path(0);
    assertThat(ann.path("user_id").asText()).isEqualTo("ann@example.com");
    JsonNode activity = told.path("activity");
    assertThat(activity.path("userData").path("properties").path("plan").asText())
        .isEqualTo("premium");
    assertThat(activity.path("events").findValuesAsText("event_type"))
        .containsExactly("Song Played", "Song Played");
    assertThat(told.path("unknown").asInt()).isEqualTo(400);
    assertThat(told.path("paths").toString())
        .isEqualTo(
            "[\"/api/2/events/segmentation\",\"/api/2/usersearch\",\"/api/2/useractivity\"]");
  }
}
