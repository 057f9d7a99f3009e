package dev.riffle.event;

/** Tags and numbers of {@code event_record.proto}: field number times eight, plus the wire type. */
final class Wire {
  static final int INGEST_ID = 10;
  static final int PROJECT = 16;
  static final int KIND = 24;
  static final int NAME = 34;
  static final int USER_ID = 42;
  static final int DEVICE_ID = 50;
  static final int MESSAGE_ID = 58;
  static final int OCCURRED_AT = 64;
  static final int CLAIMED_AT = 72;
  static final int RECEIVED_AT = 80;
  static final int CLAMPED = 88;
  static final int SESSION_ID = 98;
  static final int TARGET_ID = 106;
  static final int LIBRARY = 114;
  static final int PROPERTY = 122;
  static final int OPERATION = 130;

  static final int PROPERTY_NAME = 10;
  static final int PROPERTY_VALUE = 18;

  static final int OPERATION_KIND = 8;
  static final int OPERATION_NAME = 18;
  static final int OPERATION_VALUE = 26;

  static final int TEXT = 10;
  static final int NUMBER = 17;
  static final int EXACT_NUMBER = 26;
  static final int FLAG = 32;
  static final int LIST_JSON = 42;
  static final int NULL = 48;

  static final PropertyValue TRUE = new PropertyValue.Flag(true);
  static final PropertyValue FALSE = new PropertyValue.Flag(false);
  static final PropertyValue NOTHING = new PropertyValue.Null();

  private Wire() {}

  static int number(EventKind kind) {
    return switch (kind) {
      case TRACK -> 1;
      case IDENTIFY -> 2;
      case GROUP -> 3;
      case ALIAS -> 4;
    };
  }

  static EventKind kind(int number) {
    return switch (number) {
      case 1 -> EventKind.TRACK;
      case 2 -> EventKind.IDENTIFY;
      case 3 -> EventKind.GROUP;
      case 4 -> EventKind.ALIAS;
      default -> throw new IllegalArgumentException("unknown kind " + number);
    };
  }
}
