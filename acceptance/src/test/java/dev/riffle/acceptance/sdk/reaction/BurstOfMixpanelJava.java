package dev.riffle.acceptance.sdk.reaction;

import com.mixpanel.mixpanelapi.MessageBuilder;
import com.mixpanel.mixpanelapi.MixpanelAPI;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.json.JSONObject;

/**
 * Gives a burst to {@code com.mixpanel:mixpanel-java}, event by event. It never sends anything
 * again by itself: what it throws at its user, its user sends again.
 */
final class BurstOfMixpanelJava {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final MixpanelAPI api;
  private final MessageBuilder messages;
  private final long second = Instant.now().getEpochSecond();

  private BurstOfMixpanelJava(URI url, String key) {
    this.api = new MixpanelAPI(url + "/track", url + "/engage", url + "/groups", url + "/import");
    this.messages = new MessageBuilder(key);
  }

  static Set<Integer> send(URI url, String key, Burst burst) {
    BurstOfMixpanelJava mixpanel = new BurstOfMixpanelJava(url, key);
    Set<Integer> acknowledged = new LinkedHashSet<>();
    for (int number = 1; number <= burst.count(); number++) {
      if (mixpanel.isDelivered(mixpanel.message(number, burst), burst.tries())) {
        acknowledged.add(number);
      }
    }
    mixpanel.api.close();
    return Set.copyOf(acknowledged);
  }

  private JSONObject message(int number, Burst burst) {
    JSONObject properties =
        new JSONObject(burst.properties(number))
            .put("time", second)
            .put("$insert_id", Integer.toString(number));
    return messages.event("alice@example.com", "Numbered", properties);
  }

  private boolean isDelivered(JSONObject message, int tries) {
    for (int i = 0; i < tries; i++) {
      try {
        api.sendMessage(message);
        return true;
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return false;
  }
}
