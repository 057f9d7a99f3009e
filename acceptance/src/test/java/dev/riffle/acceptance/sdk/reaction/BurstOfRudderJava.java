package dev.riffle.acceptance.sdk.reaction;

import com.rudderstack.sdk.java.analytics.Callback;
import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.rudderstack.sdk.java.analytics.messages.Message;
import com.rudderstack.sdk.java.analytics.messages.TrackMessage;
import dev.riffle.acceptance.Waiting;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives a burst to {@code com.rudderstack.sdk.java.analytics:analytics}. */
final class BurstOfRudderJava {
  private BurstOfRudderJava() {}

  static Set<Integer> send(URI url, String key, Burst burst) {
    Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    Set<Integer> refused = ConcurrentHashMap.newKeySet();
    RudderAnalytics analytics =
        RudderAnalytics.builder(key)
            .setDataPlaneUrl(url.toString())
            .flushQueueSize(burst.batch())
            .callback(
                new Callback() {
                  @Override
                  public void success(Message message) {
                    acknowledged.add(Integer.valueOf(message.messageId()));
                  }

                  @Override
                  public void failure(Message message, Throwable failure) {
                    refused.add(Integer.valueOf(message.messageId()));
                  }
                })
            .build();
    for (int number = 1; number <= burst.count(); number++) {
      analytics.enqueue(
          TrackMessage.builder("Numbered")
              .userId("alice@example.com")
              .messageId(Integer.toString(number))
              .properties(burst.properties(number)));
    }
    analytics.flush();
    Waiting.untilLoaded().until(() -> acknowledged.size() + refused.size() == burst.count());
    analytics.shutdown();
    return Set.copyOf(acknowledged);
  }
}
