package dev.riffle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.RunningRiffle;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code down} and {@code up} lose nothing. Near the end: it restarts everything. */
@ExtendWith(OneRiffle.class)
@Order(6)
class SecondUpIT {
  @Test
  void aSecondUpContinuesWithTheSameKeysAndData(RunningRiffle riffle) throws Exception {
    String writeKey = riffle.writeKey();
    long rows = riffle.stored().rows();
    assertThat(rows).isPositive();

    riffle.down();
    riffle.up();

    assertThat(riffle.writeKey()).isEqualTo(writeKey);
    assertThat(riffle.stored().rows()).isEqualTo(rows);
    HttpDoor.Reply sent =
        riffle.ingest().post("/v1/track", "{\"userId\":\"again-1\",\"event\":\"Came Back\"}");
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    Waiting.untilVisible()
        .untilAsserted(() -> assertThat(riffle.stored().rows()).isEqualTo(rows + 1));
  }
}
