package dev.riffle.ingest.load;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyOperation.Kind;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.load.identity.AliasOrder;
import dev.riffle.project.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Makes up what the users and devices of one project send, and what is ordered about them. */
final class RandomIdentities {
  static final long START = Instant.parse("2026-10-01T00:00:00Z").toEpochMilli();
  private static final int INSTANTS = 25;
  private static final int IDS = 5;

  /** What a history is about: rare things are met only where they are frequent. */
  enum Manner {
    /** A bit of everything. */
    MIXED,
    /** Devices whose own records change nothing, so that users share nothing with them. */
    QUIET_DEVICES,
    /** Few, without aliases and orders: nothing else resolves anybody anew. */
    UNTOUCHED,
    /** Aliases and orders about ids of whom nothing has come, and maybe never will. */
    STRANGERS,
    /** One device, which aliases and orders give to a user while others are seen on it. */
    GIVEN_DEVICE
  }

  private final Random random;
  private final int project;
  private final Manner manner;
  private final int users;
  private final int devices;

  RandomIdentities(int project, Random random) {
    this.random = random;
    this.project = project;
    this.manner = Manner.values()[random.nextInt(Manner.values().length)];
    this.users =
        switch (manner) {
          case MIXED, QUIET_DEVICES, STRANGERS -> 1 + random.nextInt(4);
          case UNTOUCHED -> 1 + random.nextInt(2);
          case GIVEN_DEVICE -> 2;
        };
    this.devices =
        switch (manner) {
          case MIXED, QUIET_DEVICES, STRANGERS -> 1 + random.nextInt(3);
          case UNTOUCHED -> 1 + random.nextInt(2);
          case GIVEN_DEVICE -> 1;
        };
  }

  /** Whether its records come one by one, each met by itself. */
  boolean comesSlowly() {
    return switch (manner) {
      case MIXED, QUIET_DEVICES -> false;
      case UNTOUCHED, STRANGERS, GIVEN_DEVICE -> true;
    };
  }

  /** In the order of arrival. */
  List<EventRecord> records() {
    int size = 3 + random.nextInt(comesSlowly() ? 10 : 25);
    List<EventRecord> records = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      records.add(event());
    }
    switch (random.nextInt(3)) {
      case 0 -> Collections.shuffle(records, random);
      case 1 -> records.sort((a, b) -> a.time().occurredAt().compareTo(b.time().occurredAt()));
      default -> {
        records.sort((a, b) -> a.time().occurredAt().compareTo(b.time().occurredAt()));
        for (int i = 0; i < size / 4; i++) {
          Collections.swap(records, random.nextInt(size), random.nextInt(size));
        }
      }
    }
    return records;
  }

  /** What an administrator orders now, if anything. */
  Optional<AliasOrder> order(long id) {
    int oneIn =
        switch (manner) {
          case MIXED, QUIET_DEVICES -> 5;
          case STRANGERS -> 3;
          case GIVEN_DEVICE -> 10;
          case UNTOUCHED -> Integer.MAX_VALUE;
        };
    if (random.nextInt(oneIn) > 0) {
      return Optional.empty();
    }
    String previous = id();
    String user = userId();
    if (previous.equals(user)) {
      return Optional.empty();
    }
    return Optional.of(
        new AliasOrder(
            id,
            project,
            previous,
            user,
            random.nextInt(3) > 0 ? AliasOrder.Action.MERGE : AliasOrder.Action.UNDO,
            START + random.nextInt(INSTANTS)));
  }

  private EventRecord event() {
    String user = "user" + random.nextInt(users);
    String device = "device" + random.nextInt(devices);
    Identity identity =
        switch (random.nextInt(3)) {
          case 0 -> Identity.ofUser(user);
          case 1 -> Identity.ofDevice(device);
          default -> new Identity(user, device);
        };
    EventKind kind = kind(identity);
    boolean isQuiet =
        identity.userId().isEmpty()
            && (manner == Manner.QUIET_DEVICES || manner == Manner.UNTOUCHED);
    boolean changes = !isQuiet && (kind == EventKind.IDENTIFY || random.nextInt(5) == 0);
    return record(kind, identity, random.nextInt(INSTANTS), changes ? operations() : List.of());
  }

  private EventKind kind(Identity identity) {
    int aliases =
        switch (manner) {
          case MIXED, QUIET_DEVICES, GIVEN_DEVICE -> 1;
          case STRANGERS -> 4;
          case UNTOUCHED -> 0;
        };
    if (!identity.userId().isEmpty() && random.nextInt(12) < aliases) {
      return EventKind.ALIAS;
    }
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> EventKind.IDENTIFY;
      case 3 -> EventKind.GROUP;
      default -> EventKind.TRACK;
    };
  }

  /** A record of that time after {@link #START}. */
  EventRecord record(
      EventKind kind, Identity identity, long millis, List<PropertyOperation> operations) {
    return record(kind, identity, millis, operations, kind == EventKind.ALIAS ? id() : "");
  }

  EventRecord alias(String user, String previousId, long millis) {
    return record(EventKind.ALIAS, Identity.ofUser(user), millis, List.of(), previousId);
  }

  private EventRecord record(
      EventKind kind,
      Identity identity,
      long millis,
      List<PropertyOperation> operations,
      String targetId) {
    Instant at = Instant.ofEpochMilli(START + millis);
    return new EventRecord(
        new UUID(random.nextLong(), random.nextLong()),
        new ProjectId(project),
        kind,
        kind == EventKind.TRACK ? "Used" : kind.reservedName(),
        identity,
        new EventTime(at, at, at, false),
        "",
        "",
        targetId,
        "test",
        Map.of(),
        operations);
  }

  /** Of whom an alias or an order speaks. */
  private String id() {
    return switch (manner) {
      case MIXED, QUIET_DEVICES, UNTOUCHED ->
          random.nextBoolean() ? "user" + random.nextInt(IDS) : "device" + random.nextInt(3);
      case STRANGERS ->
          switch (random.nextInt(4)) {
            case 0 -> "device" + random.nextInt(devices);
            case 1 -> stranger();
            default -> "user" + random.nextInt(users);
          };
      case GIVEN_DEVICE -> "device0";
    };
  }

  private String userId() {
    return switch (manner) {
      case MIXED, QUIET_DEVICES, UNTOUCHED -> "user" + random.nextInt(IDS);
      case STRANGERS -> random.nextBoolean() ? stranger() : "user" + random.nextInt(users);
      case GIVEN_DEVICE -> "user" + random.nextInt(users);
    };
  }

  private String stranger() {
    return "stranger" + random.nextInt(2);
  }

  private List<PropertyOperation> operations() {
    List<PropertyOperation> operations = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      operations.add(operation());
    }
    return operations;
  }

  private PropertyOperation operation() {
    PropertyValue text = PropertyValue.of("value" + random.nextInt(6));
    PropertyValue number = PropertyValue.of(1 + random.nextInt(6));
    return switch (random.nextInt(9)) {
      case 0, 1 -> PropertyOperation.set("plan", text);
      case 2 -> PropertyOperation.set(random.nextBoolean() ? "theme" : "plan.tier", text);
      case 3 -> new PropertyOperation(Kind.SET_ONCE, "country", text);
      case 4 -> new PropertyOperation(Kind.ADD, "logins", number);
      case 5 -> PropertyOperation.set("logins", number);
      case 6 -> new PropertyOperation(Kind.APPEND, "list", number);
      case 7 -> new PropertyOperation(Kind.UNSET, "plan", new PropertyValue.Null());
      default ->
          random.nextInt(4) == 0
              ? new PropertyOperation(Kind.CLEAR_ALL, "", new PropertyValue.Null())
              : PropertyOperation.set("plan", text);
    };
  }
}
