package dev.riffle.ingest.load.identity;

/**
 * That a user has been seen on a device: a row of {@code device_users}.
 *
 * @param user number of the user
 * @param firstMillis event time of the first record with both ids
 * @param lastMillis event time of the last
 */
record DeviceUser(DeviceKey device, int user, long firstMillis, long lastMillis) {
  boolean covers(long first, long last) {
    return firstMillis <= first && lastMillis >= last;
  }
}
