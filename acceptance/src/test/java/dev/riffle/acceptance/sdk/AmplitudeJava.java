package dev.riffle.acceptance.sdk;

import com.amplitude.Amplitude;
import com.amplitude.AmplitudeCallbacks;
import com.amplitude.Event;
import dev.riffle.acceptance.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.json.JSONObject;

/** Drives {@code com.amplitude:java-sdk}, which speaks https only. */
public final class AmplitudeJava {
  private static final char[] TRUST_STORE_PASSWORD = "changeit".toCharArray();
  private static final int FLUSH_MILLIS = 200;

  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final Amplitude amplitude;

  /**
   * Opens a client.
   *
   * @param address where it posts, with https
   * @param key also what keeps this client apart: the SDK has one client for each name
   */
  AmplitudeJava(URI address, String key) {
    amplitude = Amplitude.getInstance(key + address);
    amplitude.init(key);
    amplitude.setServerUrl(address.toString());
    amplitude.setEventUploadPeriodMillis(FLUSH_MILLIS);
    amplitude.setCallbacks(
        new AmplitudeCallbacks() {
          @Override
          public void onLogEventServerResponse(Event event, int status, String message) {
            (status == 200 ? accepted : refused).add(event.insertId);
          }
        });
  }

  /** Lets the SDK trust our own certificate: it uses what the whole JVM uses. */
  public static void trust(Path trustStore) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(trustStore)) {
      trusted.load(in, TRUST_STORE_PASSWORD);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
  }

  Report tell(Instant from) throws InterruptedException {
    Event song = alice(from, 2, "Song Played");
    song.eventProperties = new JSONObject(Scenario.SONG);
    song.insertId = Scenario.SONG_MESSAGE;
    song.sessionId = from.toEpochMilli();
    Event board = alice(from, 8, "Board Opened");
    board.groups = new JSONObject(Map.of(Scenario.GROUP_TYPE, Scenario.GROUP));
    Event order = alice(from, 9, "revenue_amount");
    order.price = 9.99;
    order.quantity = 2;
    order.productId = "sku-1";
    order.revenueType = "purchase";
    return send(
        List.of(
            at(from, 0, new Event("Landing Seen", null, Scenario.DEVICE)),
            identify(from, 1, Map.of("$set", Scenario.TRAITS)),
            song,
            identify(
                from,
                3,
                Map.of(
                    "$setOnce", Map.of("plan", "free", "firstSong", "First"),
                    "$add", Map.of("songs", 2.5),
                    "$append", Map.of("played", "b"),
                    "$prepend", Map.of("recent", "x"),
                    "$preInsert", Map.of("early", "m"),
                    "$postInsert", Map.of("late", List.of("n", "o")),
                    "$remove", Map.of("interests", "art"),
                    "$unset", Map.of("age", "-"))),
            identify(
                from,
                4,
                Map.of(
                    "$add", Map.of("songs", -1),
                    "$append", Map.of("played", List.of("c", "d")),
                    "$prepend", Map.of("recent", "w"),
                    "$preInsert", Map.of("early", List.of("m", "l")),
                    "$postInsert", Map.of("late", List.of("o", "p")))),
            alice(from, 5, "Operations Done"),
            setGroup(from, 6),
            groupIdentify(from, 7),
            board,
            order,
            identify(from, 10, Map.of("$clearAll", "-")),
            alice(from, 11, "All Cleared"),
            at(from, 12, new Event("After Logout", null, Scenario.DEVICE_AFTER_LOGOUT))));
  }

  /** Sends them, and waits until each has been answered for. */
  Report send(List<Event> events) throws InterruptedException {
    List<String> messages = events.stream().map(event -> event.insertId).toList();
    events.forEach(amplitude::logEvent);
    amplitude.flushEvents();
    Waiting.untilLoaded().until(() -> accepted.size() + refused.size() >= events.size());
    amplitude.shutdown();
    return new Report(accepted.size(), List.copyOf(refused), messages);
  }

  private static Event identify(Instant from, int step, Map<String, Object> operations) {
    Event identify = alice(from, step, "$identify");
    identify.userProperties = new JSONObject(operations);
    return identify;
  }

  private static Event setGroup(Instant from, int step) {
    Event setGroup =
        identify(from, step, Map.of("$set", Map.of(Scenario.GROUP_TYPE, Scenario.GROUP)));
    setGroup.groups = new JSONObject(Map.of(Scenario.GROUP_TYPE, Scenario.GROUP));
    return setGroup;
  }

  private static Event groupIdentify(Instant from, int step) {
    Event identify = alice(from, step, "$groupidentify");
    identify.groups = new JSONObject(Map.of(Scenario.GROUP_TYPE, Scenario.GROUP));
    identify.groupProperties = new JSONObject(Map.of("$set", Scenario.GROUP_TRAITS));
    return identify;
  }

  private static Event alice(Instant from, int step, String type) {
    return at(from, step, new Event(type, Scenario.USER, Scenario.DEVICE));
  }

  private static Event at(Instant from, int step, Event event) {
    event.timestamp = Scenario.minute(from, step).toEpochMilli();
    return event;
  }
}
