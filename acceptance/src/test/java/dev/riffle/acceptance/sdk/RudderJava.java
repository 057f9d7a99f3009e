package dev.riffle.acceptance.sdk;

import com.rudderstack.sdk.java.analytics.Callback;
import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.rudderstack.sdk.java.analytics.messages.AliasMessage;
import com.rudderstack.sdk.java.analytics.messages.GroupMessage;
import com.rudderstack.sdk.java.analytics.messages.IdentifyMessage;
import com.rudderstack.sdk.java.analytics.messages.Message;
import com.rudderstack.sdk.java.analytics.messages.MessageBuilder;
import com.rudderstack.sdk.java.analytics.messages.PageMessage;
import com.rudderstack.sdk.java.analytics.messages.ScreenMessage;
import com.rudderstack.sdk.java.analytics.messages.TrackMessage;
import dev.riffle.acceptance.Waiting;
import dev.riffle.acceptance.system.OwnProject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Drives {@code com.rudderstack.sdk.java.analytics:analytics}. */
final class RudderJava {
  private static final int FLUSH_MILLIS = 1000;

  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final RudderAnalytics analytics;

  private RudderJava(OwnProject project) {
    analytics =
        RudderAnalytics.builder(project.writeKey())
            .setDataPlaneUrl(project.ingest().url().toString())
            .flushInterval(FLUSH_MILLIS, TimeUnit.MILLISECONDS)
            .callback(
                new Callback() {
                  @Override
                  public void success(Message message) {
                    accepted.add(message.messageId());
                  }

                  @Override
                  public void failure(Message message, Throwable failure) {
                    refused.add(failure.toString());
                  }
                })
            .build();
  }

  static Report tell(OwnProject project, Instant from) {
    return new RudderJava(project)
        .send(
            List.of(
                at(from, -1, TrackMessage.builder("Trial Started").userId(Scenario.PREVIOUS_USER)),
                at(from, 0, TrackMessage.builder("Landing Seen").anonymousId(Scenario.DEVICE)),
                alice(from, 1, IdentifyMessage.builder().traits(Scenario.TRAITS)),
                alice(
                    from,
                    2,
                    TrackMessage.builder("Song Played")
                        .properties(Scenario.SONG)
                        .messageId(Scenario.SONG_MESSAGE)),
                alice(from, 3, GroupMessage.builder(Scenario.GROUP).traits(Scenario.GROUP_TRAITS)),
                alice(
                    from,
                    4,
                    TrackMessage.builder("Board Opened")
                        .context(Map.of("groupId", Scenario.GROUP))),
                alice(
                    from,
                    5,
                    PageMessage.builder("Home")
                        .category("Docs")
                        .properties(Map.of("url", Scenario.PAGE, "path", "/", "title", "Home"))),
                alice(
                    from, 6, ScreenMessage.builder("Main").properties(Map.of("variation", "blue"))),
                alice(
                    from,
                    7,
                    TrackMessage.builder("Order Completed")
                        .properties(Map.of("revenue", 19.98, "currency", "USD"))),
                at(from, 8, AliasMessage.builder(Scenario.PREVIOUS_USER).userId(Scenario.USER)),
                at(
                    from,
                    9,
                    TrackMessage.builder("After Logout")
                        .anonymousId(Scenario.DEVICE_AFTER_LOGOUT))));
  }

  private Report send(List<MessageBuilder<?, ?>> messages) {
    messages.forEach(analytics::enqueue);
    analytics.flush();
    Waiting.untilLoaded().until(() -> accepted.size() + refused.size() >= messages.size());
    analytics.shutdown();
    return new Report(accepted.size(), List.copyOf(refused), List.copyOf(accepted));
  }

  private static MessageBuilder<?, ?> alice(Instant from, int step, MessageBuilder<?, ?> message) {
    message.userId(Scenario.USER);
    message.anonymousId(Scenario.DEVICE);
    return at(from, step, message);
  }

  private static MessageBuilder<?, ?> at(Instant from, int step, MessageBuilder<?, ?> message) {
    message.timestamp(Date.from(Scenario.minute(from, step)));
    return message;
  }
}
