package dev.riffle.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplyTest {
  @Test
  void believesTheCountOfTheReply() {
    assertThat(Reply.accepted("{\"code\":200,\"events_ingested\":7,\"x\":1}", 10)).isEqualTo(7);
    assertThat(Reply.accepted("{\"success\":true,\"accepted\": 9}", 10)).isEqualTo(9);
  }

  @Test
  void aReplyWithoutCountStandsForTheBatchOnlyWhenItSucceeded() {
    assertThat(Reply.accepted("{\"success\":true}", 10)).isEqualTo(10);
    assertThat(Reply.acceptedOfRefused("{\"code\":400}")).isZero();
  }
}
