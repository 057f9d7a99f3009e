package dev.riffle.ingest.collect.protocol.posthog;

import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.protocol.Answer;
import dev.riffle.ingest.collect.protocol.JsonReply;
import dev.riffle.ingest.collect.protocol.Reply;
import java.time.Duration;

/** The replies that PostHog's libraries understand; they go by the status alone. */
final class PosthogReply {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final String SUCCESS = "{\"status\":1}";
  private static final String ALL_STORED = "{\"results\":{}}";

  private PosthogReply() {}

  static Reply of(Answer answer) {
    return switch (answer) {
      case Answer.Stored stored when stored.rejected().isEmpty() ->
          Reply.json(200, SUCCESS, Duration.ZERO);
      case Answer.Stored stored ->
          Reply.json(
              200,
              JsonReply.object(json -> {
                json.writeNumberField("status", 1);
                JsonReply.writeRejected(json, stored.rejected());
              }),
              Duration.ZERO);
      case Answer.Refused refused -> refused(refused);
    };
  }

  /** Those of the newer API. */
  static Reply withResults(Answer answer) {
    return switch (answer) {
      case Answer.Stored stored when stored.rejected().isEmpty() ->
          Reply.json(200, ALL_STORED, Duration.ZERO);
      case Answer.Stored stored ->
          Reply.json(
              200,
              JsonReply.object(json -> {
                json.writeObjectFieldStart("results");
                json.writeEndObject();
                JsonReply.writeRejected(json, stored.rejected());
              }),
              Duration.ZERO);
      case Answer.Refused refused -> refused(refused);
    };
  }

  static Reply refused(Answer.Refused refused) {
    Problem problem = refused.refusal().problem();
    return Reply.json(
        status(problem),
        JsonReply.object(json -> {
          json.writeNumberField("status", 0);
          json.writeStringField("code", problem.code());
          json.writeStringField("detail", refused.refusal().message());
          if (!refused.refusal().field().isEmpty()) {
            json.writeStringField("attr", refused.refusal().field());
          }
          if (!refused.rejected().isEmpty()) {
            JsonReply.writeRejected(json, refused.rejected());
          }
        }),
        refused.retryAfter());
  }

  /** The browser library drops events on any status from 400 to 499, a 429 too. */
  private static int status(Problem problem) {
    return problem.status() == TOO_MANY_REQUESTS ? UNAVAILABLE : problem.status();
  }
}
