package dev.riffle.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyOperation.Kind;
import dev.riffle.event.PropertyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyHistoryTest {
  private static final PropertyValue NOTHING = new PropertyValue.Null();
  private static final List<String> NAMES = List.of("a", "a.b", "a.b.c", "d");

  private PropertyHistory history = PropertyHistory.EMPTY;
  private int refused;
  private int tooLate;
  private long offset;

  @Test
  void aValueHoldsFromItsTimeOn() {
    at(10, set("plan", "free"));
    at(20, set("plan", "premium"));
    assertThat(valueAt(9, "plan")).isNull();
    assertThat(valueAt(10, "plan")).isEqualTo(PropertyValue.of("free"));
    assertThat(valueAt(19, "plan")).isEqualTo(PropertyValue.of("free"));
    assertThat(valueAt(20, "plan")).isEqualTo(PropertyValue.of("premium"));
  }

  @Test
  void aLateChangeTakesItsPlaceInTime() {
    at(10, set("plan", "free"));
    at(30, set("plan", "enterprise"));
    at(20, set("plan", "premium"));
    assertThat(valueAt(25, "plan")).isEqualTo(PropertyValue.of("premium"));
    assertThat(valueAt(30, "plan")).isEqualTo(PropertyValue.of("enterprise"));
  }

  @Test
  void atOneInstantArrivalDecides() {
    at(10, set("plan", "free"));
    at(10, set("plan", "premium"));
    assertThat(valueAt(10, "plan")).isEqualTo(PropertyValue.of("premium"));
  }

  @Test
  void setOnceKeepsTheEarliestByTimeNotByArrival() {
    at(20, operation(Kind.SET_ONCE, "source", PropertyValue.of("mail")));
    at(10, operation(Kind.SET_ONCE, "source", PropertyValue.of("search")));
    assertThat(valueAt(15, "source")).isEqualTo(PropertyValue.of("search"));
    assertThat(valueAt(25, "source")).isEqualTo(PropertyValue.of("search"));
  }

  @Test
  void addStartsFromZeroAndTakesLateSums() {
    at(10, operation(Kind.ADD, "logins", PropertyValue.of(2)));
    at(30, operation(Kind.ADD, "logins", PropertyValue.of(0.5)));
    at(20, operation(Kind.ADD, "logins", PropertyValue.of(10)));
    assertThat(valueAt(10, "logins")).isEqualTo(PropertyValue.of(2));
    assertThat(valueAt(30, "logins")).isEqualTo(PropertyValue.of(12.5));
    assertThat(refused).isZero();
  }

  @Test
  void addStaysExactBeyondWhatADoubleHolds() {
    at(10, operation(Kind.ADD, "units", PropertyValue.of(0x1p53)));
    at(20, operation(Kind.ADD, "units", PropertyValue.of(1)));
    at(30, operation(Kind.ADD, "units", PropertyValue.of(1)));
    assertThat(valueAt(30, "units")).isEqualTo(new PropertyValue.ExactNumber("9007199254740994"));
  }

  @Test
  void addOnATextIsRefusedAndCounted() {
    at(10, set("logins", "many"));
    at(20, operation(Kind.ADD, "logins", PropertyValue.of(1)));
    assertThat(valueAt(20, "logins")).isEqualTo(PropertyValue.of("many"));
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void unsetEndsAValue() {
    at(10, set("plan", "free"));
    at(20, operation(Kind.UNSET, "plan", NOTHING));
    assertThat(valueAt(19, "plan")).isEqualTo(PropertyValue.of("free"));
    assertThat(valueAt(20, "plan")).isNull();
  }

  @Test
  void clearAllAlsoMeetsAPropertyThatArrivesLater() {
    at(20, operation(Kind.CLEAR_ALL, "", NOTHING));
    at(10, set("plan", "free"));
    assertThat(valueAt(15, "plan")).isEqualTo(PropertyValue.of("free"));
    assertThat(valueAt(20, "plan")).isNull();
  }

  @Test
  void whatIsInsideAnObjectIsUnsetWithIt() {
    at(10, set("address.city", "Bern"));
    at(10, set("address.geo.zip", "3000"));
    at(10, set("addressee", "alice"));
    at(20, operation(Kind.UNSET, "address", NOTHING));
    assertThat(history.at(19)).hasSize(3);
    assertThat(history.at(20)).containsOnlyKeys("addressee");
  }

  @Test
  void anUnsetObjectAlsoMeetsWhatArrivesLater() {
    at(20, operation(Kind.UNSET, "address", NOTHING));
    at(10, set("address.city", "Bern"));
    at(30, set("address.zip", "3000"));
    assertThat(history.at(15)).containsOnlyKeys("address.city");
    assertThat(history.at(20)).isEmpty();
    assertThat(history.at(30)).containsOnlyKeys("address.zip");
  }

  @Test
  void anObjectThatAnotherSenderUnsetsIsUnset() {
    at(10, set("address.city", "Bern"));
    PropertyHistory other =
        PropertyHistory.EMPTY
            .with(List.of(operation(Kind.UNSET, "address", NOTHING)), 20, Long.MAX_VALUE / 2)
            .history();
    for (PropertyHistory both : List.of(history.joined(other), other.joined(history))) {
      assertThat(both.at(19)).containsOnlyKeys("address.city");
      assertThat(both.at(20)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          APPEND      | [1,2] | 2     | [1,2,2]
          PREPEND     | [1,2] | 2     | [2,1,2]
          PRE_INSERT  | [1,2] | [2,3] | [3,1,2]
          POST_INSERT | [1,2] | [2,3] | [1,2,3]
          REMOVE      | [1,2] | 2     | [1]
          APPEND      |       | 2     | [2]
          REMOVE      | [1,[2,3],1] | 1 | [[2,3]]
          """)
  void listOperationsDoAsTheirNamesSay(
      Kind kind, @Nullable String before, String operand, String after) {
    if (before != null) {
      at(10, operation(Kind.SET, "list", new PropertyValue.ListJson(before)));
    }
    PropertyValue value =
        operand.startsWith("[")
            ? new PropertyValue.ListJson(operand)
            : PropertyValue.of(Double.parseDouble(operand));
    at(20, operation(kind, "list", value));
    assertThat(valueAt(20, "list")).isEqualTo(new PropertyValue.ListJson(after));
  }

  @Test
  void appendQuotesATextAndKeepsASingleValue() {
    at(10, set("tags", "a,\"b"));
    at(20, operation(Kind.APPEND, "tags", PropertyValue.of("c")));
    at(30, operation(Kind.REMOVE, "tags", PropertyValue.of("a,\"b")));
    assertThat(valueAt(20, "tags")).isEqualTo(new PropertyValue.ListJson("[\"a,\\\"b\",\"c\"]"));
    assertThat(valueAt(30, "tags")).isEqualTo(new PropertyValue.ListJson("[\"c\"]"));
  }

  @Test
  void aListDoesNotGrowBeyondItsLimit() {
    String text = "x".repeat(ListOperations.CHARACTERS_MAX - 4);
    at(10, operation(Kind.APPEND, "tags", PropertyValue.of(text)));
    assertThat(refused).isZero();
    at(20, operation(Kind.APPEND, "tags", PropertyValue.of(1)));
    assertThat(refused).isEqualTo(1);
    assertThat(valueAt(20, "tags")).isEqualTo(new PropertyValue.ListJson("[\"" + text + "\"]"));
  }

  @Test
  void theSeventeenthChangeFoldsTheOldestAndOlderOnesComeTooLate() {
    for (int i = 1; i <= PropertyTimeline.CHANGES_MAX; i++) {
      at(10L * i, operation(Kind.ADD, "logins", PropertyValue.of(1)));
    }
    at(5, operation(Kind.ADD, "logins", PropertyValue.of(100)));
    assertThat(tooLate).isZero();
    assertThat(valueAt(160, "logins")).isEqualTo(PropertyValue.of(116));
    at(170, operation(Kind.ADD, "logins", PropertyValue.of(1)));
    assertThat(valueAt(170, "logins")).isEqualTo(PropertyValue.of(117));
    at(9, operation(Kind.ADD, "logins", PropertyValue.of(1000)));
    assertThat(tooLate).isEqualTo(1);
    assertThat(valueAt(170, "logins")).isEqualTo(PropertyValue.of(117));
  }

  @Test
  void survivesBeingStored() {
    at(10, set("plan", "free"));
    at(20, operation(Kind.ADD, "n", PropertyValue.of(1e17)));
    at(30, operation(Kind.UNSET, "plan", NOTHING));
    at(40, operation(Kind.CLEAR_ALL, "", NOTHING));
    at(50, operation(Kind.SET, "empty", PropertyValue.of("")));
    at(60, operation(Kind.SET, "list", new PropertyValue.ListJson("[1]")));
    at(70, operation(Kind.SET, "on", PropertyValue.of(true)));
    at(80, operation(Kind.SET, "big", new PropertyValue.ExactNumber("18446744073709551617")));
    assertThat(PropertyHistoryCodec.decode(PropertyHistoryCodec.encode(history)))
        .isEqualTo(history);
    assertThat(PropertyHistoryCodec.decode(new byte[0])).isEqualTo(PropertyHistory.EMPTY);
  }

  /** Up to the limit of changes, any history gives what sorting and replaying gives. */
  @Test
  void agreesWithANaiveReplayOfRandomHistories() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      PropertyHistory folded = PropertyHistory.EMPTY;
      List<Arrived> arrived = new ArrayList<>();
      int size = 1 + random.nextInt(PropertyTimeline.CHANGES_MAX);
      for (int i = 0; i < size; i++) {
        long millis = random.nextInt(12);
        List<PropertyOperation> operations = List.of(randomOperation(random));
        folded = folded.with(operations, millis, i).history();
        arrived.add(new Arrived(millis, i, operations.getFirst()));
        long asked = random.nextInt(13);
        assertThat(folded.at(asked))
            .as("seed %d round %d after %s at %d", seed, round, arrived, asked)
            .isEqualTo(naive(arrived, asked));
      }
    }
  }

  private record Arrived(long millis, int order, PropertyOperation operation) {}

  private static Map<String, PropertyValue> naive(List<Arrived> arrived, long until) {
    Map<String, PropertyValue> values = new HashMap<>();
    arrived.stream()
        .filter(one -> one.millis() <= until)
        .sorted(Comparator.comparingLong(Arrived::millis).thenComparingInt(Arrived::order))
        .map(Arrived::operation)
        .forEach(operation -> {
          PropertyValue before = values.get(operation.name());
          switch (operation.kind()) {
            case SET -> values.put(operation.name(), operation.value());
            case SET_ONCE -> values.putIfAbsent(operation.name(), operation.value());
            case UNSET ->
                values.keySet().removeIf(name -> (name + '.').startsWith(operation.name() + '.'));
            case CLEAR_ALL -> values.clear();
            case ADD -> {
              double more = ((PropertyValue.Numeric) operation.value()).number();
              if (before == null) {
                values.put(operation.name(), PropertyValue.of(more));
              } else if (before instanceof PropertyValue.Numeric(double number)) {
                values.put(operation.name(), PropertyValue.of(number + more));
              }
            }
            case APPEND, PREPEND, PRE_INSERT, POST_INSERT, REMOVE ->
                throw new IllegalStateException("not drawn");
          }
        });
    return values;
  }

  private static PropertyOperation randomOperation(Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    return switch (random.nextInt(8)) {
      case 0, 1 -> set(name, "v" + random.nextInt(3));
      case 2 -> operation(Kind.SET, name, PropertyValue.of(random.nextInt(5)));
      case 3, 4 -> operation(Kind.ADD, name, PropertyValue.of(random.nextInt(5)));
      case 5 -> operation(Kind.SET_ONCE, name, PropertyValue.of("once" + random.nextInt(3)));
      case 6 -> operation(Kind.UNSET, name, NOTHING);
      default -> operation(Kind.CLEAR_ALL, "", NOTHING);
    };
  }

  private void at(long millis, PropertyOperation operation) {
    PropertyHistory.Applied applied = history.with(List.of(operation), millis, offset++);
    history = applied.history();
    refused += applied.refused();
    tooLate += applied.tooLate();
  }

  private @Nullable PropertyValue valueAt(long millis, String name) {
    return history.at(millis).get(name);
  }

  private static PropertyOperation set(String name, String value) {
    return PropertyOperation.set(name, PropertyValue.of(value));
  }

  private static PropertyOperation operation(Kind kind, String name, PropertyValue value) {
    return new PropertyOperation(kind, name, value);
  }
}
