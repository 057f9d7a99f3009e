package dev.riffle.ingest.load.identity;

/**
 * The fact that a user was on a device.
 *
 * @param atMillis event time of the record that says so
 */
record Observation(String deviceId, String userId, long atMillis) {}
