package dev.riffle.ingest.load.identity;

import java.util.OptionalLong;

/**
 * What new rows of {@code events} of one sender on one device say about identities.
 *
 * @param sender the sender's number
 * @param identified they were sent with a user id
 * @param deviceId empty when there was none; that of the sender when it is a device
 * @param firstMillis smallest event time
 * @param lastMillis greatest event time
 * @param resolvedMin smallest version of the sender's resolution that a row was written with
 * @param resolvedMax greatest one
 * @param lateFrom earliest event time at which one of them changes user properties that a stored
 *     row has seen already
 * @param hasChanges one of them changes user properties
 * @param hasAlias one of them is an alias
 */
record NewRows(
    int project,
    int sender,
    boolean identified,
    String deviceId,
    long firstMillis,
    long lastMillis,
    int resolvedMin,
    int resolvedMax,
    OptionalLong lateFrom,
    boolean hasChanges,
    boolean hasAlias) {
  DeviceKey device() {
    return new DeviceKey(project, deviceId);
  }
}
