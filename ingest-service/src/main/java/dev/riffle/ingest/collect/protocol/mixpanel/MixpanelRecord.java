package dev.riffle.ingest.collect.protocol.mixpanel;

import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What events and changes of profiles have in common, filled in the order in which it comes. */
abstract sealed class MixpanelRecord permits MixpanelEvent, MixpanelProfile {
  private static final String DEVICE = "$device:";

  final int index;
  @Nullable String token;
  @Nullable String distinctId;
  @Nullable String userId;
  @Nullable String deviceId;
  @Nullable String address;
  @Nullable Instant time;

  MixpanelRecord(int index) {
    this.index = index;
  }

  /**
   * The record in the common shape.
   *
   * @param connection the other end of the connection where that is the client, else unknown
   */
  abstract ReceivedEvent received(Client connection) throws RejectedEventException;

  /** The id of a device that stands where a user may stand too; null when it is a user's. */
  static @Nullable String device(@Nullable String id) {
    return id != null && id.startsWith(DEVICE) ? id.substring(DEVICE.length()) : null;
  }

  /** Null when the record comes from a device whose user is not known. */
  final @Nullable String user() {
    if (userId != null) {
      return userId;
    }
    return device(distinctId) == null && (distinctId == null || !distinctId.equals(deviceId))
        ? distinctId
        : null;
  }

  final @Nullable String device() {
    return deviceId != null ? deviceId : device(distinctId);
  }

  /** The address that the record names comes before the connection's. */
  final Client client(Client connection, boolean browser) {
    return new Client(
        address == null ? connection.address() : address, browser ? connection.userAgent() : "");
  }
}
