package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyOperation.Kind;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.admission.KeyHolder;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.Reply;
import dev.riffle.ingest.collect.publication.EventLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recorded requests of Mixpanel's libraries do not show. */
class MixpanelDoorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0";

  private final CollectorFixture collector = new CollectorFixture(NOW);

  @ParameterizedTest
  @CsvSource({
    "1760000000, 2025-10-09T08:53:20Z",
    "1760000000.123, 2025-10-09T08:53:20.123Z",
    "1760000000123, 2025-10-09T08:53:20.123Z",
    "1.760000000123e12, 2025-10-09T08:53:20.123Z",
    "100000000001, 1973-03-03T09:46:40.001Z",
    "0, 1970-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59Z"
  })
  void timesAreSecondsOrMilliseconds(String sent, String time) {
    assertThat(track(event("Clicked", "\"distinct_id\":\"alice\",\"time\":" + sent)).body())
        .isEqualTo("1");
    assertThat(only().time().claimedAt()).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-11-22T12:00:00Z\"",
        "true",
        "{}",
        "1e300",
        "-1e300",
        "100000000000",
        "99999999999999999999"
      })
  void whatIsNoTimeIsRefused(String sent) {
    Reply reply = track(event("Clicked", "\"distinct_id\":\"alice\",\"time\":" + sent));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("0");
    assertThat(collector.log.events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"distinct_id\":\"alice\"', alice, ''",
    "'\"distinct_id\":7', 7, ''",
    "'\"distinct_id\":\"$device:d-1\"', '', d-1",
    "'\"distinct_id\":\"$device:d-1\",\"$device_id\":\"d-1\"', '', d-1",
    "'\"distinct_id\":\"d-1\",\"$device_id\":\"d-1\"', '', d-1",
    "'\"distinct_id\":\"alice\",\"$device_id\":\"d-1\"', alice, d-1",
    "'\"distinct_id\":\"$device:d-1\",\"$user_id\":\"alice\"', alice, d-1",
    "'\"$device_id\":\"d-1\"', '', d-1"
  })
  void anIdIsAUsersUnlessItSaysThatItIsADevices(String ids, String user, String device) {
    track(event("Clicked", ids));

    assertThat(only().identity().userId()).isEqualTo(user);
    assertThat(only().identity().deviceId()).isEqualTo(device);
  }

  @Test
  void identifyBindsADeviceAndNeverTwoUsers() {
    track(event("$identify", "\"$identified_id\":\"alice\",\"$anon_id\":\"$device:d-1\""));
    track(
        event(
            "$identify",
            "\"distinct_id\":\"bob\",\"$user_id\":\"bob\",\"$device_id\":\"d-1\","
                + "\"$anon_distinct_id\":\"alice\""));

    assertThat(collector.log.events)
        .extracting(
            EventRecord::kind,
            record -> record.identity().userId(),
            record -> record.identity().deviceId(),
            EventRecord::targetId)
        .containsExactly(
            tuple(EventKind.IDENTIFY, "alice", "d-1", ""),
            tuple(EventKind.IDENTIFY, "bob", "d-1", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "'[\"alice\",\"al\"]', ALIAS, alice, '', al",
    "'[\"alice\",\"$device:d-1\"]', IDENTIFY, alice, d-1, ''",
    "'[\"$device:d-1\",\"alice\"]', IDENTIFY, alice, d-1, ''"
  })
  void mergeJoinsTwoUsersOrAUserAndADevice(
      String ids, EventKind kind, String user, String device, String previous) {
    track(event("$merge", "\"$distinct_ids\":" + ids));

    assertThat(only().kind()).isEqualTo(kind);
    assertThat(only().identity().userId()).isEqualTo(user);
    assertThat(only().identity().deviceId()).isEqualTo(device);
    assertThat(only().targetId()).isEqualTo(previous);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[\"alice\"]",
        "[\"a\",\"b\",\"c\"]",
        "[\"$device:a\",\"$device:b\"]",
        "[[\"a\"],\"b\"]",
        "\"alice\""
      })
  void mergeNeedsTwoIds(String ids) {
    assertThat(track(event("$merge", "\"$distinct_ids\":" + ids)).body()).isEqualTo("0");
    assertThat(collector.log.events).isEmpty();
  }

  @Test
  void aliasIsAPropertyOfEveryOtherEvent() {
    track(event("Clicked", "\"distinct_id\":\"alice\",\"alias\":\"al\""));

    assertThat(only().properties()).isEqualTo(Map.of("alias", PropertyValue.of("al")));
    assertThat(track(event("$create_alias", "\"distinct_id\":\"alice\"")).body()).isEqualTo("0");
  }

  @Test
  void aRetryIsKnownByItsInsertIdNameAndTime() {
    track(event("Clicked", "\"distinct_id\":\"alice\",\"$insert_id\":\"i\",\"time\":1760000000"));
    track(event("Clicked", "\"distinct_id\":\"alice\",\"$insert_id\":\"i\""));
    track(event("Clicked", "\"distinct_id\":\"alice\",\"time\":1760000000"));

    assertThat(collector.log.events)
        .extracting(EventRecord::messageId)
        .containsExactly("i|Clicked|1760000000000", "i|Clicked|", "");
  }

  @Test
  void changesApplyInTheOrderSent() {
    Reply reply =
        collector.post(
            "/engage",
            data(
                """
                {"$token":"%s","$distinct_id":"alice","$ignore_time":true,
                 "$union":{"tags":["a","b"]},"$set":{"plan":"pro"},"$unset":["old","older"],
                 "$set_once":{"first":1,"none":null},"$add":{"n":-2.5},"$remove":{"tags":"c"}}
                """));

    assertThat(reply.body()).isEqualTo("1");
    assertThat(only().userOperations())
        .containsExactly(
            new PropertyOperation(
                Kind.POST_INSERT, "tags", new PropertyValue.ListJson("[\"a\",\"b\"]")),
            PropertyOperation.set("plan", PropertyValue.of("pro")),
            new PropertyOperation(Kind.UNSET, "old", new PropertyValue.Null()),
            new PropertyOperation(Kind.UNSET, "older", new PropertyValue.Null()),
            new PropertyOperation(Kind.SET_ONCE, "first", PropertyValue.of(1)),
            new PropertyOperation(Kind.ADD, "n", PropertyValue.of(-2.5)),
            new PropertyOperation(Kind.REMOVE, "tags", PropertyValue.of("c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"$add\":{\"n\":\"2\"}",
        "\"$set\":5",
        "\"$unset\":\"q\"",
        "\"$unset\":[null]",
        "\"$unset\":[[\"q\"]]",
        "\"$increment\":{\"n\":1}"
      })
  void changesThatHaveNoMeaningAreRefused(String operation) {
    String record = "{\"$token\":\"%s\",\"$distinct_id\":\"alice\"," + operation + "}";

    assertThat(collector.post("/engage", data(record)).body()).isEqualTo("0");
    assertThat(collector.log.events).isEmpty();
  }

  @Test
  void aRecordChangesAtMostAsManyPropertiesAsAnEventHas() {
    StringBuilder names = new StringBuilder("\"n0\"");
    for (int i = 1; i < 255; i++) {
      names.append(",\"n").append(i).append('"');
    }
    String record =
        "{\"$token\":\"%s\",\"$distinct_id\":\"alice\",\"$unset\":["
            + names
            + "],\"$set\":{\"a\":1}";

    assertThat(collector.post("/engage", data(record + "}")).body()).isEqualTo("1");
    assertThat(only().userOperations()).hasSize(256);
    assertThat(collector.post("/engage", data(record + ",\"$add\":{\"b\":1}}")).body())
        .isEqualTo("0");
  }

  @Test
  void aGroupNeedsItsKeyAndItsId() {
    String group = "{\"$token\":\"%s\",\"$set\":{\"n\":1},\"$group_key\":\"org\"";

    assertThat(collector.post("/groups", data(group + "}")).body()).isEqualTo("0");
    assertThat(collector.post("/groups", data(group + ",\"$group_id\":42}")).body()).isEqualTo("1");
    assertThat(only().kind()).isEqualTo(EventKind.GROUP);
    assertThat(only().targetId()).isEqualTo("42");
    assertThat(only().properties()).isEqualTo(Map.of("group.type", PropertyValue.of("org")));
  }

  @Test
  void theGoodEventsOfARequestAreStored() {
    String events =
        "[" + event("Good", "\"distinct_id\":\"alice\"") + ",5," + event("Bad", "\"a\":1") + "]";

    assertThat(collector.post("/track", data(events)).body()).isEqualTo("1");
    assertThat(verbose("/track", data(events)).body())
        .startsWith(
            "{\"status\":1,\"error\":\"event must be an object\",\"rejected\":[{\"index\":1,")
        .contains("\"index\":2,\"field\":\"distinct_id\",\"code\":\"missing_field\"");
    assertThat(collector.log.events).extracting(EventRecord::name).containsExactly("Good", "Good");
  }

  @Test
  void theImportApiNamesFailedRecords() {
    String good = event("Good", "\"distinct_id\":\"alice\"");
    String bad = event("Bad", "\"distinct_id\":\"null\"");

    Reply stored = collector.post("/import", json("[" + good + "]"));
    Reply partly = collector.post("/import", json("[" + bad + "," + good + "]"));
    Reply refused = collector.post("/import", json("[" + bad + "]"));

    assertThat(stored.status()).isEqualTo(200);
    assertThat(stored.body())
        .isEqualTo("{\"code\":200,\"num_records_imported\":1,\"status\":\"OK\"}");
    assertThat(partly.status()).isEqualTo(400);
    assertThat(partly.body())
        .startsWith("{\"code\":400,\"num_records_imported\":1,\"status\":\"Bad Request\",")
        .contains("\"failed_records\":[{\"index\":0,\"field\":\"distinct_id\",");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("\"num_records_imported\":0");
    assertThat(collector.log.events).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "data=, 200",
    "x=1, 200",
    "data=5, 200",
    "data=%25, 200",
    "data=%zz, 200",
    "data=eyJl, 200",
    "'', 200"
  })
  void whatCannotBeReadIsAnsweredWithAZero(String body, int status) {
    assertThat(collector.post("/track", body).status()).isEqualTo(status);
    assertThat(collector.post("/track", body).body()).isEqualTo("0");
    assertThat(verbose("/track", body).body()).startsWith("{\"status\":0,\"error\":\"");
    assertThat(collector.get("/track", body).body()).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({"UNAVAILABLE, 503", "FULL, 503", "CROWDED, 429"})
  void whatCannotBeStoredNowHasAStatusThatAsksToSendItAgain(EventLog.Result result, int status) {
    collector.log.answer = result;

    Reply reply = track(event("Clicked", "\"distinct_id\":\"alice\""));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).isEqualTo("0");
    assertThat(reply.retryAfter()).isPositive();
  }

  @Test
  void anUnknownKeyIsRefused() {
    collector.holder = new KeyHolder.Nobody();

    assertThat(track(event("Clicked", "\"distinct_id\":\"alice\"")).status()).isEqualTo(401);
  }

  @Test
  void theKeyIsTheTokenElseTheUserElseTheQuerys() {
    String bare = "{\"event\":\"e\",\"properties\":{\"distinct_id\":\"alice\"}}";
    String user =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CollectorFixture.KEY + ":").getBytes(StandardCharsets.UTF_8));
    byte[] body = data(bare).getBytes(StandardCharsets.UTF_8);

    assertThat(collector.post("/import", user, body).body()).isEqualTo("1");
    assertThat(collector.get("/import", data(bare) + "&api_key=" + CollectorFixture.KEY).body())
        .isEqualTo("1");
    assertThat(collector.post("/import", data(bare)).status()).isEqualTo(401);
    assertThat(collector.post("/import", "Basic %", body).status()).isEqualTo(401);
  }

  @Test
  void anEventForAnotherKeyIsRefused() {
    String events =
        "["
            + event("Mine", "\"distinct_id\":\"alice\"")
            + ",{\"event\":\"Other\",\"properties\":{\"distinct_id\":\"alice\",\"token\":\"other\"}}]";

    assertThat(verbose("/track", data(events)).body())
        .contains("token must be the same in all records of a request");
    assertThat(only().name()).isEqualTo("Mine");
  }

  @Test
  void theConnectionIsTheClientWhereTheRequestSaysSoAndALibraryOfBrowsersSent() {
    collector.client = new Client("192.0.2.1", FIREFOX);
    String web = event("Web", "\"distinct_id\":\"alice\",\"mp_lib\":\"web\"");
    String server = event("Server", "\"distinct_id\":\"alice\",\"mp_lib\":\"node\"");

    collector.post("/track", data(web) + "&ip=1");
    collector.post("/track", data(web) + "&ip=0");
    collector.post("/track", data(server) + "&ip=1");

    assertThat(collector.log.events.get(0).properties())
        .containsEntry("browser.name", PropertyValue.of("Firefox"))
        .containsEntry("device.type", PropertyValue.of("desktop"));
    assertThat(collector.log.events.get(1).properties()).isEmpty();
    assertThat(collector.log.events.get(2).properties()).isEmpty();
  }

  private EventRecord only() {
    assertThat(collector.log.events).hasSize(1);
    return collector.log.events.getFirst();
  }

  private Reply track(String event) {
    return collector.post("/track/", data(event));
  }

  private Reply verbose(String path, String body) {
    return collector.postWithQuery(path, "verbose=1&ip=1", body.getBytes(StandardCharsets.UTF_8));
  }

  private static String event(String name, String properties) {
    return "{\"event\":\"%s\",\"properties\":{\"token\":\"%s\",%s}}"
        .formatted(name, CollectorFixture.KEY, properties);
  }

  /** A form, as most libraries send it. */
  private static String data(String json) {
    byte[] bytes = json(json).getBytes(StandardCharsets.UTF_8);
    return "data="
        + URLEncoder.encode(Base64.getEncoder().encodeToString(bytes), StandardCharsets.UTF_8);
  }

  private static String json(String json) {
    return json.replace("%s", CollectorFixture.KEY);
  }
}
