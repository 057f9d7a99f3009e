package dev.riffle.acceptance.sdk.reaction;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import dev.riffle.acceptance.Waiting;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives a burst to {@code com.segment.analytics.java:analytics}. */
final class BurstOfSegmentJava {
  private BurstOfSegmentJava() {}

  static Set<Integer> send(URI url, String key, Burst burst) {
    Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    Set<Integer> refused = ConcurrentHashMap.newKeySet();
    Analytics analytics =
        Analytics.builder(key)
            .endpoint(url.toString())
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
