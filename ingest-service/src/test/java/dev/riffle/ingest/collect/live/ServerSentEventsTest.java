package dev.riffle.ingest.collect.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.live.LiveEvent.Summary;
import dev.riffle.ingest.collect.live.LiveView.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
  @Test
  void anAcceptedEventHasItsIdItsNameAndOneLineOfJson() {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put("plan", PropertyValue.of("pro\nplus"));
    properties.put("seats", PropertyValue.of(3));
    properties.put("price", PropertyValue.of(9.5));
    properties.put("big", new PropertyValue.ExactNumber("18446744073709551617"));
    properties.put("trial", PropertyValue.of(true));
    properties.put("tags", new PropertyValue.ListJson("[\"a\",1]"));
    properties.put("none", new PropertyValue.Null());
    Summary summary =
        new Summary(
            Optional.of(EventKind.TRACK),
            "Bought",
            Optional.of(LiveEvents.NOW.minusSeconds(1)),
            "alice",
            "d-1",
            "m-1",
            properties,
            7);
    LiveEvent event = new LiveEvent(LiveEvents.NOW, "segment", 0, summary, Optional.empty());

    assertThat(text(LiveFilter.ALL, event))
        .isEqualTo(
            """
            id: 7f-0
            event: accepted
            data: {"outcome":"accepted","receivedAt":"2026-11-22T12:00:00Z","vendor":"segment",\
            "index":0,"kind":"track","event":"Bought","time":"2026-11-22T11:59:59Z",\
            "userId":"alice","deviceId":"d-1","messageId":"m-1","propertyCount":7,\
            "properties":{"plan":"pro\\nplus","seats":3,"price":9.5,"big":18446744073709551617,\
            "trial":true,"tags":["a",1],"none":null}}

            """);
  }

  @Test
  void aRejectedEventSaysWhyAndAnUnreadableOneNothingMore() {
    assertThat(text(LiveFilter.ALL, LiveEvents.rejected("Bought")))
        .contains("event: rejected\n")
        .contains(
            "\"index\":1,\"code\":\"placeholder_id\",\"field\":\"userId\","
                + "\"reason\":\"userId is a placeholder\",\"kind\":\"track\",\"event\":\"Bought\"");
    LiveEvent unreadable =
        new LiveEvent(
            LiveEvents.NOW,
            "amplitude",
            2,
            Summary.UNREADABLE,
            Optional.of(new LiveEvent.Rejected("too_deep", "", "too deep")));
    assertThat(text(LiveFilter.ALL, unreadable))
        .endsWith("\"index\":2,\"code\":\"too_deep\",\"reason\":\"too deep\"}\n\n");
  }

  @Test
  void aGapSaysHowManyIfAnybodyKnows() {
    assertThat(
            ServerSentEvents.of(List.of(new Item.Gap("7f-8", OptionalLong.of(9))), LiveFilter.ALL))
        .isEqualTo("id: 7f-8\nevent: gap\ndata: {\"leftOut\":9}\n\n");
    assertThat(
            ServerSentEvents.of(
                List.of(new Item.Gap("7f-8", OptionalLong.empty())), LiveFilter.ALL))
        .endsWith("data: {\"leftOut\":null}\n\n");
  }

  @Test
  void filtersByEachPartAndByAll() {
    LiveEvent bought = LiveEvents.accepted("Bought");
    LiveEvent refused = LiveEvents.rejected("Bought");

    assertThat(admits("Bought", "", "", bought)).isTrue();
    assertThat(admits("bought", "", "", bought)).as("exactly").isFalse();
    assertThat(admits("", "accepted", "", bought)).isTrue();
    assertThat(admits("", "rejected", "", bought)).isFalse();
    assertThat(admits("", "rejected", "", refused)).isTrue();
    assertThat(admits("", "", "alice", bought)).isTrue();
    assertThat(admits("", "", "bob", bought)).isFalse();
    assertThat(admits("Bought", "accepted", "alice", bought)).isTrue();
    assertThat(admits("Bought", "rejected", "alice", bought)).isFalse();
  }

  @Test
  void whatIsNotAdmittedIsNotInTheTextButGapsAre() {
    LiveFilter none = new LiveFilter(Optional.of("Other"), Optional.empty(), Optional.empty());

    assertThat(text(none, LiveEvents.accepted("Bought"))).isEmpty();
    assertThat(ServerSentEvents.of(List.of(new Item.Gap("7f-8", OptionalLong.of(9))), none))
        .isNotEmpty();
  }

  @Test
  void textsAndPropertiesAreCutBeyondTheirLimits() {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    properties.put("a", PropertyValue.of("x".repeat(100)));
    properties.put("b", PropertyValue.of("x".repeat(101)));
    properties.put("c", new PropertyValue.ListJson("[" + "1".repeat(98) + "]"));
    properties.put("d", new PropertyValue.ListJson("[" + "1".repeat(99) + "]"));
    properties.put("e", PropertyValue.of("x".repeat(99) + "\ud83d\ude00"));
    for (int i = properties.size(); i < 11; i++) {
      properties.put("p" + i, PropertyValue.of(i));
    }
    Summary summary =
        new Summary(
            Optional.of(EventKind.TRACK),
            "n".repeat(200),
            Optional.empty(),
            "u".repeat(256),
            "d".repeat(257),
            "",
            properties,
            11);

    assertThat(summary.name()).hasSize(200);
    assertThat(summary.userId()).hasSize(256);
    assertThat(summary.deviceId()).isEqualTo("d".repeat(256) + "…");
    assertThat(summary.properties())
        .hasSize(10)
        .containsEntry("a", PropertyValue.of("x".repeat(100)))
        .containsEntry("b", PropertyValue.of("x".repeat(100) + "…"))
        .containsEntry("c", new PropertyValue.ListJson("[" + "1".repeat(98) + "]"))
        .containsEntry("d", PropertyValue.of("[" + "1".repeat(99) + "…"))
        .containsEntry("e", PropertyValue.of("x".repeat(99) + "…"))
        .containsKey("p9");
    assertThat(summary.propertyCount()).isEqualTo(11);
  }

  private static boolean admits(String event, String outcome, String userId, LiveEvent live) {
    return new LiveFilter(
            Optional.of(event).filter(text -> !text.isEmpty()),
            LiveOutcome.of(outcome),
            Optional.of(userId).filter(text -> !text.isEmpty()))
        .admits(live);
  }

  private static String text(LiveFilter filter, LiveEvent event) {
    return ServerSentEvents.of(List.of(new Item.Event("7f-0", event)), filter);
  }
}
