package dev.riffle.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.event.PropertyOperation.Kind;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.project.ProjectId;
import dev.riffle.query.group.GroupProfile;
import dev.riffle.query.group.StoredGroups;
import dev.riffle.query.reference.HistoryWriter;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random records about groups, often the same again: the service and loops over all of them must
 * say the same. {@code -Dseed} and {@code -Dcases}.
 */
class GroupsAgainstReferenceIT {
  private static final int CASES = Integer.getInteger("cases", 150);
  private static final long START = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("plan", "seats", "size");

  private static EngineForTests engine;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  private record Change(Kind kind, String name, PropertyValue value) {}

  private record Said(long atMillis, int arrival, int sender, String event, List<Change> changes) {}

  @BeforeAll
  static void start() throws Exception {
    engine = EngineForTests.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void serviceAndLoopsAgree() throws Exception {
    System.out.println("seed " + seed);
    List<List<Said>> cases = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (int project = 1; project <= CASES; project++) {
      List<Said> said = said();
      cases.add(said);
      for (Said one : said) {
        rows.add(row(project, one));
      }
    }
    new HistoryWriter(engine.writer()).insert("events", rows);
    StoredGroups groups =
        new StoredGroups(
            engine.reader(), () -> UUID.randomUUID().toString(), EngineForTests.LIMITS);
    for (int project = 1; project <= CASES; project++) {
      List<Said> said = cases.get(project - 1);
      ProjectContext context =
          new ProjectContext(new ProjectId(project), ZoneOffset.UTC, DayOfWeek.MONDAY);
      GroupProfile profile = groups.profile(context, "company", "acme", 5).orElseThrow();
      String as = "seed %d, project %d: %s".formatted(seed, project, said);
      assertThat(profile.properties()).as(as).isEqualTo(properties(said));
      assertThat(profile.members())
          .as(as)
          .isEqualTo(said.stream().map(Said::sender).distinct().count());
      assertThat(profile.events()).as(as).isEqualTo(said.stream().filter(this::isTracked).count());
      assertThat(profile.firstSeen().toEpochMilli()).as(as).isEqualTo(times(said).first());
      assertThat(profile.lastSeen().toEpochMilli()).as(as).isEqualTo(times(said).last());
      assertThat(profile.recent()).as(as).hasSize((int) Math.min(5, profile.events()));
    }
  }

  private boolean isTracked(Said said) {
    return !said.event().startsWith("$");
  }

  private static SortedSet<Long> times(List<Said> said) {
    SortedSet<Long> times = new TreeSet<>();
    said.forEach(one -> times.add(one.atMillis()));
    return times;
  }

  private static Map<String, PropertyValue> properties(List<Said> said) {
    List<Said> inOrder = new ArrayList<>(said);
    inOrder.sort(Comparator.comparingLong(Said::atMillis).thenComparingInt(Said::arrival));
    Map<String, PropertyValue> values = new TreeMap<>();
    for (Said one : inOrder) {
      for (Change change : one.changes()) {
        switch (change.kind()) {
          case SET -> values.put(change.name(), change.value());
          case SET_ONCE -> values.putIfAbsent(change.name(), change.value());
          case UNSET -> values.remove(change.name());
          case CLEAR_ALL -> values.clear();
          case ADD -> {
            PropertyValue before = values.getOrDefault(change.name(), PropertyValue.of(0));
            if (before instanceof PropertyValue.Numeric(double number)
                && change.value() instanceof PropertyValue.Numeric(double more)) {
              values.put(change.name(), PropertyValue.of(number + more));
            }
          }
          case APPEND, PREPEND, PRE_INSERT, POST_INSERT, REMOVE ->
              throw new IllegalArgumentException("not in these records: " + change);
        }
      }
    }
    return values;
  }

  private List<Said> said() {
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(20); i++) {
      boolean tracked = random.nextInt(4) == 0;
      said.add(
          new Said(
              START + random.nextInt(12),
              i,
              1 + random.nextInt(4),
              tracked ? "Opened" : "$group",
              tracked ? List.of() : changes()));
    }
    return said;
  }

  /** One of each property at most: a row does not say in which order a record's operations were. */
  private List<Change> changes() {
    if (random.nextInt(15) == 0) {
      return List.of(new Change(Kind.CLEAR_ALL, "", new PropertyValue.Null()));
    }
    List<Change> changes = new ArrayList<>();
    for (String name : NAMES) {
      PropertyValue number = PropertyValue.of(1 + random.nextInt(2));
      PropertyValue value = random.nextBoolean() ? number : PropertyValue.of("a");
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> changes.add(new Change(Kind.SET, name, value));
        case 3 -> changes.add(new Change(Kind.SET_ONCE, name, value));
        case 4 -> changes.add(new Change(Kind.ADD, name, number));
        case 5 -> changes.add(new Change(Kind.UNSET, name, new PropertyValue.Null()));
        default -> {}
      }
    }
    return changes;
  }

  private static String row(int project, Said said) {
    ObjectNode row = JSON.createObjectNode();
    boolean tracked = !said.event().startsWith("$");
    row.put("project", project)
        .put("event", said.event())
        .put("kind", tracked ? "track" : "group")
        .put("aid", said.sender())
        .put("uid", said.sender())
        .put("identified", true)
        .put("target_id", tracked ? "" : "acme")
        .put("ts", time(said.atMillis()))
        .put("received_ts", time(START + 60_000 + said.arrival()))
        .put("_source", 1)
        .put("_offset", said.arrival());
    ObjectNode text = row.putObject("text");
    ObjectNode number = row.putObject("number");
    text.put(tracked ? "group.company" : "group.type", tracked ? "acme" : "company");
    for (Change change : said.changes()) {
      String name = change.kind().word() + (change.name().isEmpty() ? "" : "." + change.name());
      if (change.value() instanceof PropertyValue.Numeric(double value)) {
        number.put(name, value);
      } else {
        text.put(name, StoredValue.encode(change.value()));
      }
    }
    return row.toString();
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString().replace("T", " ").replace("Z", "");
  }
}
