package dev.riffle.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LiveLineTest {
  private static final String HEAD =
      "{\"outcome\":\"accepted\",\"receivedAt\":\"2026-11-22T12:00:00.120Z\",\"vendor\":\"segment\","
          + "\"index\":0,\"kind\":\"track\",\"event\":\"Bought\",";

  @Test
  void showsWhoDidWhatWithWhichProperties() throws Exception {
    assertThat(
            line(
                "accepted",
                HEAD
                    + "\"userId\":\"alice\",\"messageId\":\"m-1\",\"propertyCount\":12,"
                    + "\"properties\":{\"plan\":\"pro\",\"seats\":3,\"tags\":[\"a\",1],\"x\":null}}"))
        .isEqualTo(
            "12:00:00.120  accepted  segment    track     Bought  user alice"
                + "  plan=\"pro\"  seats=3  tags=[\"a\",1]  x=null  and 8 more");
  }

  @Test
  void showsTheDeviceOfWhoIsNotKnown() throws Exception {
    assertThat(
            line("accepted", HEAD + "\"deviceId\":\"d-1\",\"propertyCount\":0,\"properties\":{}}"))
        .endsWith("Bought  device d-1");
  }

  @Test
  void showsWhyAnEventIsRefused() throws Exception {
    assertThat(
            line(
                "rejected",
                HEAD.replace(
                        "\"index\":0",
                        "\"index\":4,\"code\":\"placeholder_id\","
                            + "\"field\":\"userId\",\"reason\":\"userId is a placeholder\"")
                    + "\"propertyCount\":0,\"properties\":{}}"))
        .isEqualTo(
            "12:00:00.120  REJECTED  segment    track     Bought"
                + "  placeholder_id in userId: userId is a placeholder (event 4 of its request)");
  }

  @Test
  void showsAnEventThatCouldNotBeRead() throws Exception {
    assertThat(
            line(
                "rejected",
                "{\"receivedAt\":\"2026-11-22T12:00:00Z\",\"vendor\":\"amplitude\",\"index\":0,"
                    + "\"code\":\"too_deep\",\"reason\":\"too deep\"}"))
        .contains("(unreadable)  too_deep: too deep");
  }

  @Test
  void showsHowManyWereLeftOut() throws Exception {
    assertThat(line("gap", "{\"leftOut\":50}")).isEqualTo("-- 50 events were left out --");
    assertThat(line("gap", "{\"leftOut\":null}")).isEqualTo("-- some events were left out --");
  }

  @Test
  void whatASenderWroteCannotSteerTheTerminal() throws Exception {
    String line =
        line(
            "accepted",
            HEAD.replace("Bought", "\\u001b[2J\\u009b31m")
                + "\"userId\":\"\\u001b]0;x\\u0007\",\"propertyCount\":1,"
                + "\"properties\":{\"\\u001b[1m\":\"\u009b1m\"}}");

    assertThat(line.codePoints()).noneMatch(Character::isISOControl);
    assertThat(line).contains("\ufffd[2J\ufffd31m");
  }

  private static String line(String name, String data) throws IOException {
    return new LiveLine(ZoneOffset.UTC).of(new ServerSentEvent("1", name, data));
  }
}
