package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.RunningRiffle;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An acknowledged event is soon in an answer. How soon, the bench measures. */
@ExtendWith(OneRiffle.class)
@Order(3)
class FreshnessIT {
  @Test
  void aSentEventIsInTheNextAnswers(RunningRiffle riffle) throws Exception {
    HttpDoor.Reply sent =
        riffle.ingest().post("/v1/track", "{\"userId\":\"fresh-1\",\"event\":\"Looked Fresh\"}");
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);

    Waiting.untilVisible()
        .untilAsserted(() -> {
          HttpDoor.Reply answer =
              riffle
                  .query()
                  .post(
                      "/api/v1/segmentation",
                      "{\"events\":[{\"event\":\"Looked Fresh\"}],\"last\":\"7d\"}");
          assertThat(answer.status()).as(answer.body()).isEqualTo(200);
          assertThat(
                  answer.json().path("series").path(0).path("line").path("total").path("uniques"))
              .hasToString("1");
        });
  }
}
