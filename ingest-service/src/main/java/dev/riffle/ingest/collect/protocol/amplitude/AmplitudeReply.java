package dev.riffle.ingest.collect.protocol.amplitude;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.Refusal;
import dev.riffle.ingest.collect.outcome.Rejection;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.Answer;
import dev.riffle.ingest.collect.protocol.JsonReply;
import dev.riffle.ingest.collect.protocol.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The replies that all of Amplitude's libraries understand. The Node and browser ones go by the
 * member {@code code} and not by the status; the Java one fails without all four members of a 200,
 * and loses the batch without both index maps in a 400. A 400 that names neither indices nor a
 * {@code missing_field} is sent again until the library gives up.
 */
final class AmplitudeReply {
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;

  private AmplitudeReply() {}

  static Reply of(Answer answer) {
    return switch (answer) {
      case Answer.Stored stored ->
          Reply.json(
              200,
              JsonReply.object(json -> {
                json.writeNumberField("code", 200);
                json.writeNumberField("events_ingested", stored.accepted());
                json.writeNumberField("payload_size_bytes", stored.bytesReceived());
                json.writeNumberField("server_upload_time", stored.at().toEpochMilli());
              }),
              Duration.ZERO);
      case Answer.Refused refused -> refused(refused);
    };
  }

  private static Reply refused(Answer.Refused refused) {
    int status = status(refused.refusal().problem());
    return Reply.json(
        status,
        JsonReply.object(json -> {
          json.writeNumberField("code", status);
          json.writeStringField("error", error(refused.refusal()));
          if (status == BAD_REQUEST) {
            writeBadRequest(json, refused);
          } else if (status == TOO_MANY_REQUESTS) {
            writeThrottled(json, refused.events());
          }
        }),
        refused.retryAfter());
  }

  /** The libraries stop for good at a 400 whose error begins with "Invalid API key". */
  private static int status(Problem problem) {
    return problem == Problem.UNKNOWN_KEY || problem == Problem.MISSING_KEY
        ? BAD_REQUEST
        : problem.status();
  }

  private static String error(Refusal refusal) {
    return switch (refusal.problem()) {
      case MISSING_KEY, UNKNOWN_KEY -> "Invalid API key: " + refusal.message();
      case INVALID_EVENTS -> "Invalid field values on some events";
      case BODY_TOO_LARGE, TOO_MANY_EVENTS -> "Payload too large: " + refusal.message();
      case INVALID_JSON, INVALID_ENCODING -> "Invalid JSON request body: " + refusal.message();
      case KEYS_UNAVAILABLE,
          INVALID_REQUEST,
          PATH_NOT_FOUND,
          UNSUPPORTED_ENCODING,
          BODY_TIMEOUT,
          RATE_LIMITED,
          KEY_CROWDS_OUT,
          TOO_MANY_UNKNOWN_KEYS,
          OVERLOADED,
          LOG_UNAVAILABLE,
          INTERNAL ->
          refusal.message();
    };
  }

  private static void writeBadRequest(JsonGenerator json, Answer.Refused refused)
      throws IOException {
    json.writeStringField("missing_field", missingField(refused.refusal()));
    SortedMap<String, List<Integer>> missing = new TreeMap<>();
    SortedMap<String, List<Integer>> tooShort = new TreeMap<>();
    SortedMap<String, List<Integer>> invalid = new TreeMap<>();
    for (Rejection rejection : refused.rejected()) {
      SortedMap<String, List<Integer>> indices =
          rejection.reason() == RejectionReason.MISSING_FIELD
              ? missing
              : rejection.reason() == RejectionReason.ID_TOO_SHORT ? tooShort : invalid;
      indices
          .computeIfAbsent(
              rejection.field().isEmpty() ? "event" : rejection.field(), _ -> new ArrayList<>())
          .add(rejection.index());
    }
    writeIndices(json, "events_with_invalid_fields", invalid);
    writeIndices(json, "events_with_missing_fields", missing);
    writeIndices(json, "events_with_invalid_id_lengths", tooShort);
    writeQuotas(json);
    for (String empty : List.of("silenced_devices", "silenced_events", "throttled_events")) {
      json.writeArrayFieldStart(empty);
      json.writeEndArray();
    }
    if (!refused.rejected().isEmpty()) {
      JsonReply.writeRejected(json, refused.rejected());
    }
  }

  /**
   * The whole request is throttled, so every index is: the Node and browser libraries let throttled
   * events wait for 30 s and send them again; the Java one needs the three members of {@link
   * #writeQuotas} or loses the batch.
   */
  private static void writeThrottled(JsonGenerator json, int events) throws IOException {
    writeQuotas(json);
    json.writeArrayFieldStart("throttled_events");
    for (int index = 0; index < events; index++) {
      json.writeNumber(index);
    }
    json.writeEndArray();
  }

  private static void writeQuotas(JsonGenerator json) throws IOException {
    json.writeNumberField("eps_threshold", 0);
    for (String empty :
        List.of(
            "exceeded_daily_quota_devices",
            "exceeded_daily_quota_users",
            "throttled_devices",
            "throttled_users")) {
      json.writeObjectFieldStart(empty);
      json.writeEndObject();
    }
  }

  /** Not empty when the whole request is final, so that the library does not send it again. */
  private static String missingField(Refusal refusal) {
    return switch (refusal.problem()) {
      case INVALID_EVENTS, MISSING_KEY, UNKNOWN_KEY -> "";
      case INVALID_JSON,
          INVALID_ENCODING,
          INVALID_REQUEST,
          PATH_NOT_FOUND,
          KEYS_UNAVAILABLE,
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
          refusal.field().isEmpty() ? "body" : refusal.field();
    };
  }

  private static void writeIndices(
      JsonGenerator json, String name, Map<String, List<Integer>> indices) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, List<Integer>> field : indices.entrySet()) {
      json.writeArrayFieldStart(field.getKey());
      for (int index : field.getValue()) {
        json.writeNumber(index);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
