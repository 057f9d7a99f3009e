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

  static int number(PropertyOperation.Kind kind) {
    return switch (kind) {
      case SET -> 1;
      case SET_ONCE -> 2;
      case ADD -> 3;
      case APPEND -> 4;
      case PREPEND -> 5;
      case PRE_INSERT -> 6;
      case POST_INSERT -> 7;
      case REMOVE -> 8;
      case UNSET -> 9;
      case CLEAR_ALL -> 10;
    };
  }

  static PropertyOperation.Kind operation(int number) {
    return switch (number) {
      case 1 -> PropertyOperation.Kind.SET;
      case 2 -> PropertyOperation.Kind.SET_ONCE;
      case 3 -> PropertyOperation.Kind.ADD;
      case 4 -> PropertyOperation.Kind.APPEND;
      case 5 -> PropertyOperation.Kind.PREPEND;
      case 6 -> PropertyOperation.Kind.PRE_INSERT;
      case 7 -> PropertyOperation.Kind.POST_INSERT;
      case 8 -> PropertyOperation.Kind.REMOVE;
      case 9 -> PropertyOperation.Kind.UNSET;
      case 10 -> PropertyOperation.Kind.CLEAR_ALL;
      default -> throw new IllegalArgumentException("unknown operation " + number);
    };
  }
}
