package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import dev.riffle.query.ProjectContext;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Histories that hurt: around clock changes, in zones without some midnight, with values that look
 * alike, names that look like SQL, persons who change plans, share devices and become one, and rows
 * that are no events.
 */
public final class RandomHistory {
  /** A zone, and a date around which its clock or calendar does something. */
  record Place(ZoneId zone, LocalDate date) {}

  static final List<Place> PLACES =
      List.of(
          new Place(ZoneId.of("UTC"), LocalDate.of(2026, 12, 31)),
          new Place(ZoneId.of("Europe/Budapest"), LocalDate.of(2026, 10, 25)),
          new Place(ZoneId.of("Europe/Budapest"), LocalDate.of(2026, 3, 29)),
          new Place(ZoneId.of("America/New_York"), LocalDate.of(2026, 11, 1)),
          new Place(ZoneId.of("America/Sao_Paulo"), LocalDate.of(2018, 11, 4)),
          new Place(ZoneId.of("Africa/Cairo"), LocalDate.of(2026, 4, 24)),
          new Place(ZoneId.of("Asia/Beirut"), LocalDate.of(2026, 3, 29)),
          new Place(ZoneId.of("Pacific/Apia"), LocalDate.of(2011, 12, 30)),
          new Place(ZoneId.of("Australia/Lord_Howe"), LocalDate.of(2026, 4, 5)),
          new Place(ZoneId.of("Asia/Kathmandu"), LocalDate.of(2026, 2, 28)));

  static final List<String> EVENTS =
      List.of("Used Awesome Feature 1", "x'] = '' OR 1=1 --", "Ünïcode \\ ✓ 😀", "{p0:String}");

  static final List<String> EVENT_PROPERTIES =
      List.of("device", "amount", "o'clock", "a\\'b\"`]) --");

  static final List<String> USER_PROPERTIES = List.of("plan", "country", "role'); DROP TABLE");

  static final List<PropertyValue> VALUES =
      List.of(
          PropertyValue.of("free"),
          PropertyValue.of("premium"),
          PropertyValue.of("Premium"),
          PropertyValue.of(""),
          PropertyValue.of("1"),
          PropertyValue.of(1),
          PropertyValue.of(1.5),
          PropertyValue.of(-20),
          PropertyValue.of(true),
          PropertyValue.of(false),
          PropertyValue.of("true"),
          PropertyValue.of("null"),
          PropertyValue.of("(none)"),
          PropertyValue.of("\u0001true"),
          PropertyValue.of("\u0001"),
          PropertyValue.of("x'] = '' OR 1=1"),
          PropertyValue.of("\\"),
          PropertyValue.of("tab\tnew\nline"),
          PropertyValue.of("ÁRVÍZTŰRŐ"),
          PropertyValue.of("árvíztűrő 😀"),
          new PropertyValue.Null(),
          new PropertyValue.ListJson("[1,\"1\"]"),
          new PropertyValue.ExactNumber("18446744073709551617"));

  static final List<String> USERS = List.of("ann", "bob", "cyd", "dee", "eve");

  static final List<String> DEVICES = List.of("android", "browser", "console", "desktop");

  private RandomHistory() {}

  static Place place(long seed) {
    return PLACES.get(Math.floorMod(seed, PLACES.size()));
  }

  /** The history of a seed, in a project of its own. */
  public static History of(long seed, int project, RandomGenerator random) {
    Place place = place(seed);
    ProjectContext context =
        new ProjectContext(
            new ProjectId(project), place.zone(), DayOfWeek.of(1 + random.nextInt(7)));
    List<StoredState> states = Arrays.asList(StoredState.values());
    StoredState state = states.get(random.nextInt(states.size()));
    Set<String> undone = Set.copyOf(some(USERS, random.nextInt(2), random));
    return new RandomStorage(state, random).stored(context, sent(place, random), undone);
  }

  private static List<Sent> sent(Place place, RandomGenerator random) {
    Instant middle = place.date().atStartOfDay(place.zone()).toInstant();
    // few values make ties and large groups, many make (other)
    List<PropertyValue> values = some(VALUES, 3 + random.nextInt(VALUES.size() - 2), random);
    // nobody shares anything in some histories, everybody shares everything in others
    int devices = 1 + random.nextInt(DEVICES.size());
    int bound = random.nextInt(10);
    List<Sent> sent = new ArrayList<>();
    int count = 40 + random.nextInt(100);
    for (int i = 0; i < count; i++) {
      Map<String, PropertyValue> properties = new HashMap<>();
      change(properties, EVENT_PROPERTIES, values, random);
      change(properties, EVENT_PROPERTIES, values, random);
      Instant time = time(middle, random);
      String user = USERS.get(random.nextInt(USERS.size()));
      String device = DEVICES.get(random.nextInt(devices));
      int who = random.nextInt(30);
      EventKind kind = kind(random);
      boolean anonymous = kind != EventKind.ALIAS && who < 12;
      sent.add(
          new Sent(
              kind,
              kind == EventKind.TRACK
                  ? EVENTS.get(random.nextInt(EVENTS.size()))
                  : kind.reservedName(),
              anonymous ? "" : user,
              anonymous || who >= 30 - bound ? device : "",
              kind == EventKind.ALIAS ? previous(random) : "",
              time,
              time.plusMillis(random.nextInt(3) == 0 ? random.nextInt(200_000_000) : 7),
              Map.copyOf(properties),
              random.nextInt(3) == 0 ? changes(values, random) : Map.of()));
    }
    return sent;
  }

  private static EventKind kind(RandomGenerator random) {
    return switch (random.nextInt(40)) {
      case 0 -> EventKind.ALIAS;
      case 1, 2, 3 -> EventKind.IDENTIFY;
      default -> EventKind.TRACK;
    };
  }

  private static String previous(RandomGenerator random) {
    List<String> ids = random.nextInt(3) == 0 ? DEVICES : USERS;
    return ids.get(random.nextInt(ids.size()));
  }

  private static Map<String, Optional<PropertyValue>> changes(
      List<PropertyValue> values, RandomGenerator random) {
    return Map.of(
        USER_PROPERTIES.get(random.nextInt(USER_PROPERTIES.size())),
        random.nextInt(6) == 0
            ? Optional.empty()
            : Optional.of(values.get(random.nextInt(values.size()))));
  }

  /** Mostly anywhere within ten days; often at the very edge of an hour or a day. */
  private static Instant time(Instant middle, RandomGenerator random) {
    Instant any = middle.plusMillis(random.nextLong(-864_000_000, 864_000_000));
    return switch (random.nextInt(4)) {
      case 0 -> any.truncatedTo(ChronoUnit.HOURS);
      case 1 -> middle.plus(random.nextInt(-30, 30), ChronoUnit.HOURS);
      case 2 -> middle.plus(random.nextInt(-30, 30), ChronoUnit.HOURS).minusMillis(1);
      default -> any;
    };
  }

  private static void change(
      Map<String, PropertyValue> properties,
      List<String> names,
      List<PropertyValue> values,
      RandomGenerator random) {
    String name = names.get(random.nextInt(names.size()));
    if (random.nextInt(6) == 0) {
      properties.remove(name);
    } else {
      properties.put(name, values.get(random.nextInt(values.size())));
    }
  }

  static <T> List<T> some(List<T> all, int count, RandomGenerator random) {
    List<T> left = new ArrayList<>(all);
    List<T> some = new ArrayList<>();
    while (some.size() < count && !left.isEmpty()) {
      some.add(left.remove(random.nextInt(left.size())));
    }
    return some;
  }
}
