package dev.riffle.ingest.collect.protocol;

/** What a vendor calls the fields that admission checks, so that a refusal names what was sent. */
public record FieldNames(
    String userId, String deviceId, String targetId, String messageId, String time) {}
