package dev.riffle.event;

/**
 * Who sent an event, as sent: a user id, a device (anonymous) id, or both. Ids are exact and
 * case-sensitive. An absent id is the empty string; at least one is present. At most {@value
 * #ID_CHARACTERS_MAX} characters each.
 */
public record Identity(String userId, String deviceId) {
  public static final int ID_CHARACTERS_MAX = 256;

  public Identity {
    if (userId.isEmpty() && deviceId.isEmpty()) {
      throw new IllegalArgumentException("an event needs a user id or a device id");
    }
    if (userId.length() > ID_CHARACTERS_MAX || deviceId.length() > ID_CHARACTERS_MAX) {
      throw new IllegalArgumentException("an id has at most " + ID_CHARACTERS_MAX + " characters");
    }
  }

  public static Identity ofUser(String userId) {
    return new Identity(userId, "");
  }

  public static Identity ofDevice(String deviceId) {
    return new Identity("", deviceId);
  }

  /**
   * The user when known, else the device. Also the Kafka key, so that one sender stays in order.
   */
  public Sender sender() {
    return userId.isEmpty()
        ? new Sender(Sender.Kind.DEVICE, deviceId)
        : new Sender(Sender.Kind.USER, userId);
  }
}
