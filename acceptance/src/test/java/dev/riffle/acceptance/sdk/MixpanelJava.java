package dev.riffle.acceptance.sdk;

import com.mixpanel.mixpanelapi.ClientDelivery;
import com.mixpanel.mixpanelapi.MessageBuilder;
import com.mixpanel.mixpanelapi.MixpanelAPI;
import dev.riffle.acceptance.system.OwnProject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/** Drives {@code com.mixpanel:mixpanel-java}, which sends when it is told to, and once. */
final class MixpanelJava {
  private final MixpanelAPI api;
  private final MessageBuilder messages;
  private final Instant from;

  private MixpanelJava(OwnProject project, Instant from) {
    String url = project.ingest().url().toString();
    this.api = new MixpanelAPI(url + "/track", url + "/engage", url + "/groups", url + "/import");
    this.messages = new MessageBuilder(project.writeKey());
    this.from = from;
  }

  static Report tell(OwnProject project, Instant from) throws IOException {
    MixpanelJava mixpanel = new MixpanelJava(project, from);
    List<JSONObject> story = mixpanel.story();
    for (JSONObject message : story) {
      // throws when the reply is another than "1"
      mixpanel.api.sendMessage(message);
    }
    ClientDelivery delivery = new ClientDelivery();
    delivery.addMessage(mixpanel.batched(15));
    delivery.addMessage(mixpanel.batched(16));
    mixpanel.api.deliver(delivery);
    mixpanel.api.close();
    return new Report(story.size() + 2, List.of(), List.of());
  }

  private List<JSONObject> story() {
    JSONObject song = alice(2);
    Scenario.SONG.forEach(song::put);
    song.put("$insert_id", Scenario.SONG_MESSAGE);
    return List.of(
        messages.event(Scenario.PREVIOUS_USER, "Trial Started", at(-1)),
        messages.event(
            "$device:" + Scenario.DEVICE, "Landing Seen", at(0).put("$device_id", Scenario.DEVICE)),
        messages.set(Scenario.USER, new JSONObject(Scenario.TRAITS), atMillis(1)),
        messages.event(Scenario.USER, "Song Played", song),
        messages.setOnce(
            Scenario.USER,
            new JSONObject(Map.of("plan", "free", "firstSong", "First")),
            atMillis(3)),
        messages.increment(Scenario.USER, Map.of("songs", 2L), atMillis(4)),
        messages.append(Scenario.USER, new JSONObject(Map.of("played", "b")), atMillis(5)),
        messages.append(Scenario.USER, new JSONObject(Map.of("played", "c")), atMillis(6)),
        messages.union(
            Scenario.USER, Map.of("played", new JSONArray(List.of("c", "d"))), atMillis(7)),
        messages.remove(Scenario.USER, new JSONObject(Map.of("played", "b")), atMillis(8)),
        messages.unset(Scenario.USER, List.of("age"), atMillis(9)),
        messages.event(Scenario.USER, "Operations Done", alice(10)),
        messages.groupSet(
            Scenario.GROUP_TYPE,
            Scenario.GROUP,
            new JSONObject(Scenario.GROUP_TRAITS),
            atMillis(11)),
        messages.event(
            Scenario.USER, "Board Opened", alice(12).put(Scenario.GROUP_TYPE, Scenario.GROUP)),
        messages.importEvent(
            Scenario.USER,
            "Imported",
            alice(13).put("revenue", 19.98).put("$insert_id", "imported-1")),
        messages.event(
            "$device:" + Scenario.DEVICE_AFTER_LOGOUT,
            "After Logout",
            at(14).put("$device_id", Scenario.DEVICE_AFTER_LOGOUT)),
        messages.delete(Scenario.USER, atMillis(17)),
        messages.event(
            Scenario.USER, "$create_alias", new JSONObject().put("alias", Scenario.PREVIOUS_USER)));
  }

  private JSONObject batched(int step) {
    return messages.event(
        Scenario.USER,
        "Batched",
        alice(step).put("step", step).put("$insert_id", "batched-" + step));
  }

  private JSONObject alice(int step) {
    return at(step).put("$device_id", Scenario.DEVICE).put("$user_id", Scenario.USER);
  }

  /** The time of an event is in seconds. */
  private JSONObject at(int step) {
    return new JSONObject().put("time", Scenario.minute(from, step).getEpochSecond());
  }

  /** That of a change of a profile in milliseconds. */
  private JSONObject atMillis(int step) {
    return new JSONObject().put("$time", Scenario.minute(from, step).toEpochMilli());
  }
}
