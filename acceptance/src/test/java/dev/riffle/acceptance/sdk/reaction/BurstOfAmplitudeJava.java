package dev.riffle.acceptance.sdk.reaction;

import com.amplitude.Amplitude;
import com.amplitude.AmplitudeCallbacks;
import com.amplitude.Event;
import dev.riffle.acceptance.Waiting;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.json.JSONObject;

/** Gives a burst to {@code com.amplitude:java-sdk}, which must trust the server's certificate. */
final class BurstOfAmplitudeJava {
  private static final int FLUSH_MILLIS = 200;

  private BurstOfAmplitudeJava() {}

  static Set<Integer> send(URI url, String key, Burst burst) throws InterruptedException {
    Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    Set<Integer> refused = ConcurrentHashMap.newKeySet();
    Amplitude amplitude = Amplitude.getInstance(key + url);
    amplitude.init(key);
    amplitude.setServerUrl(url + "/2/httpapi");
    amplitude.setEventUploadThreshold(burst.batch());
    amplitude.setEventUploadPeriodMillis(FLUSH_MILLIS);
    amplitude.setCallbacks(
        new AmplitudeCallbacks() {
          @Override
          public void onLogEventServerResponse(Event event, int status, String message) {
            (status == 200 ? acknowledged : refused).add(Integer.valueOf(event.insertId));
          }
        });
    for (int number = 1; number <= burst.count(); number++) {
      amplitude.logEvent(event(number, burst));
    }
    amplitude.flushEvents();
    Waiting.untilLoaded().until(() -> acknowledged.size() + refused.size() == burst.count());
    amplitude.shutdown();
    return Set.copyOf(acknowledged);
  }

  /** This SDK cuts a long text off itself: its bad event is of nobody instead. */
  private static Event event(int number, Burst burst) {
    boolean isBad = number == burst.odd() && burst.oddity() == Oddity.LONG_TEXT;
    String user = isBad ? "undefined" : "alice@example.com";
    Event event = new Event("Numbered", user, "device-1");
    event.insertId = Integer.toString(number);
    event.eventProperties = new JSONObject(burst.properties(number));
    return event;
  }
}
