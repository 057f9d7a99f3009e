package dev.riffle.ingest.collect.protocol.mixpanel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import dev.riffle.ingest.collect.outcome.Rejection;
import dev.riffle.ingest.collect.protocol.Answer;
import dev.riffle.ingest.collect.protocol.FormFields;
import dev.riffle.ingest.collect.protocol.JsonReply;
import dev.riffle.ingest.collect.protocol.ReceivedRequest;
import dev.riffle.ingest.collect.protocol.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The ways in which Mixpanel answers. Data that cannot be used is answered with a 200 and a zero,
 * except by the import API: {@code mixpanel-java} takes every other status for a failure of the
 * network, and its callers send the same again.
 */
enum MixpanelReply {
  /** {@code 1} or {@code 0}, what most libraries compare the body with. */
  PLAIN {
    @Override
    Reply stored(Answer.Stored stored) {
      return Reply.json(200, "1", Duration.ZERO);
    }

    @Override
    Reply refused(Answer.Refused refused) {
      return Reply.json(status(refused), "0", refused.retryAfter());
    }
  },

  /** What a query with {@code verbose=1} asks for. */
  VERBOSE {
    @Override
    Reply stored(Answer.Stored stored) {
      if (stored.rejected().isEmpty()) {
        return Reply.json(200, "{\"status\":1,\"error\":null}", Duration.ZERO);
      }
      Rejection first = stored.rejected().getFirst();
      return verbose(200, 1, first.message(), stored.rejected(), Duration.ZERO);
    }

    @Override
    Reply refused(Answer.Refused refused) {
      return verbose(
          status(refused),
          0,
          refused.refusal().message(),
          refused.rejected(),
          refused.retryAfter());
    }
  },

  /** What the import API answers to JSON: with a 400, and the failed records one by one. */
  IMPORT {
    @Override
    Reply stored(Answer.Stored stored) {
      return stored.rejected().isEmpty()
          ? imported(200, stored.accepted(), "", stored.rejected(), Duration.ZERO)
          : imported(400, stored.accepted(), FAILED_RECORDS, stored.rejected(), Duration.ZERO);
    }

    @Override
    Reply refused(Answer.Refused refused) {
      Problem problem = refused.refusal().problem();
      return imported(
          problem.status(),
          0,
          refused.refusal().message(),
          refused.rejected(),
          refused.retryAfter());
    }
  };

  private static final String FAILED_RECORDS = "some data points in the request failed validation";

  abstract Reply stored(Answer.Stored stored);

  abstract Reply refused(Answer.Refused refused);

  Reply to(Answer answer) {
    return switch (answer) {
      case Answer.Stored stored -> stored(stored);
      case Answer.Refused refused -> refused(refused);
    };
  }

  static MixpanelReply wantedBy(ReceivedRequest request) {
    if (request.path().equals("/import") && FormFields.isJson(request.body())) {
      return IMPORT;
    }
    try {
      return "1".equals(FormFields.ofQuery(request.query()).text("verbose")) ? VERBOSE : PLAIN;
    } catch (RefusedRequestException e) {
      return PLAIN;
    }
  }

  private static int status(Answer.Refused refused) {
    return switch (refused.refusal().problem()) {
      case INVALID_JSON, INVALID_ENCODING, INVALID_REQUEST, INVALID_EVENTS -> 200;
      case MISSING_KEY,
          UNKNOWN_KEY,
          KEYS_UNAVAILABLE,
          PATH_NOT_FOUND,
          BODY_TOO_LARGE,
          TOO_MANY_EVENTS,
          UNSUPPORTED_ENCODING,
          BODY_TIMEOUT,
          RATE_LIMITED,
          KEY_CROWDS_OUT,
          TOO_MANY_UNKNOWN_KEYS,
          OVERLOADED,
          LOG_UNAVAILABLE,
          INTERNAL ->
          refused.refusal().problem().status();
    };
  }

  private static Reply verbose(
      int httpStatus, int status, String error, List<Rejection> rejected, Duration retryAfter) {
    return Reply.json(
        httpStatus,
        JsonReply.object(json -> {
          json.writeNumberField("status", status);
          json.writeStringField("error", error);
          if (!rejected.isEmpty()) {
            JsonReply.writeRejected(json, rejected);
          }
        }),
        retryAfter);
  }

  private static Reply imported(
      int status, int accepted, String error, List<Rejection> rejected, Duration retryAfter) {
    return Reply.json(
        status,
        JsonReply.object(json -> {
          json.writeNumberField("code", status);
          json.writeNumberField("num_records_imported", accepted);
          json.writeStringField("status", error.isEmpty() ? "OK" : "Bad Request");
          if (!error.isEmpty()) {
            json.writeStringField("error", error);
            writeFailedRecords(json, rejected);
          }
        }),
        retryAfter);
  }

  private static void writeFailedRecords(JsonGenerator json, List<Rejection> rejected)
      throws IOException {
    json.writeArrayFieldStart("failed_records");
    for (Rejection rejection : rejected) {
      json.writeStartObject();
      json.writeNumberField("index", rejection.index());
      json.writeStringField("field", rejection.field());
      json.writeStringField("message", rejection.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
