package dev.riffle.ingest.load.identity;

import static dev.riffle.ingest.load.identity.Owner.BEGINNING_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyOperation.Kind;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.Sender;
import dev.riffle.event.history.PropertyHistory;
import dev.riffle.event.history.PropertyHistoryCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolutionTest {
  private static final int DEVICE_USERS_MAX = 3;
  private static final int ALICE = 1;
  private static final int BOB = 2;
  private static final int PHONE = 3;
  private static final int LAPTOP = 4;

  private final Map<Sender, KnownSender> senders = new HashMap<>();
  private final List<Observation> observations = new ArrayList<>();
  private final List<Alias> aliases = new ArrayList<>();
  private long offset;

  @BeforeEach
  void twoUsersAndTwoDevices() {
    user("alice", ALICE);
    user("bob", BOB);
    device("phone", PHONE);
    device("laptop", LAPTOP);
  }

  @Test
  void whoHasNothingToDoWithOthersIsAPersonAlone() {
    assertThat(resolve().values()).allMatch(ResolvedSender::isAlone);
  }

  @Test
  void aDevicesEventsBeforeLoginAreTheFirstUsers() {
    observe("phone", "alice", 100);
    assertThat(resolved(PHONE).owners()).containsExactly(new Owner(BEGINNING_MILLIS, ALICE));
    assertThat(resolved(ALICE).isAlone()).isTrue();
    assertThat(resolved(LAPTOP).isAlone()).isTrue();
  }

  @Test
  void aSharedDeviceGoesFromUserToUser() {
    observe("phone", "alice", 100);
    observe("phone", "bob", 200);
    observe("phone", "alice", 300);
    assertThat(resolved(PHONE).owners())
        .containsExactly(
            new Owner(BEGINNING_MILLIS, ALICE), new Owner(200, BOB), new Owner(300, ALICE));
  }

  @Test
  void aDeviceThatTooManyUsersShareBelongsToNobody() {
    for (int i = 0; i < DEVICE_USERS_MAX; i++) {
      user("guest" + i, 100 + i);
      observe("phone", "guest" + i, i);
    }
    assertThat(resolved(PHONE).owners()).hasSize(DEVICE_USERS_MAX);
    observe("phone", "alice", 9);
    assertThat(resolved(PHONE).isAlone()).isTrue();
  }

  @Test
  void propertiesOfAUserHoldOnAllItsDevices() {
    observe("phone", "alice", 100);
    observe("laptop", "alice", 100);
    set(alice(), 50, "plan", "free");
    set(phone(), 60, "theme", "dark");
    assertThat(at(LAPTOP, 55)).isEqualTo(Map.of("plan", text("free")));
    assertThat(at(LAPTOP, 60)).isEqualTo(Map.of("plan", text("free"), "theme", text("dark")));
    assertThat(at(ALICE, 60)).isEqualTo(at(LAPTOP, 60));
    assertThat(at(PHONE, 49)).isEmpty();
    assertThat(resolved(ALICE).current())
        .isEqualTo(Map.of("plan", text("free"), "theme", text("dark")));
    assertThat(resolved(PHONE).current()).isEmpty();
  }

  @Test
  void atATurnTheNextUsersPropertiesTakeTheirPlace() {
    observe("phone", "alice", 100);
    observe("phone", "bob", 200);
    observe("phone", "alice", 300);
    set(alice(), 10, "plan", "free");
    set(bob(), 20, "plan", "premium");
    set(bob(), 20, "team", "red");
    set(phone(), 150, "theme", "dark");
    set(phone(), 250, "theme", "light");
    set(alice(), 210, "plan", "enterprise");
    assertThat(at(PHONE, 199)).isEqualTo(Map.of("plan", text("free"), "theme", text("dark")));
    assertThat(at(PHONE, 200)).isEqualTo(Map.of("plan", text("premium"), "team", text("red")));
    assertThat(at(PHONE, 299))
        .isEqualTo(Map.of("plan", text("premium"), "team", text("red"), "theme", text("light")));
    assertThat(at(PHONE, 300)).isEqualTo(Map.of("plan", text("enterprise"), "theme", text("dark")));
    assertThat(at(BOB, 250)).isEqualTo(at(PHONE, 299));
    assertThat(at(ALICE, 250)).isEqualTo(Map.of("plan", text("enterprise"), "theme", text("dark")));
  }

  @Test
  void operationsAtTheInstantOfTheTurnAreTheNextUsers() {
    observe("phone", "alice", 100);
    observe("phone", "bob", 200);
    set(phone(), 200, "theme", "dark");
    set(bob(), 200, "plan", "premium");
    assertThat(at(PHONE, 200)).isEqualTo(Map.of("plan", text("premium"), "theme", text("dark")));
    assertThat(at(ALICE, 300)).isEmpty();
    assertThat(at(BOB, 200)).isEqualTo(at(PHONE, 200));
  }

  @Test
  void ofOneInstantTheSmallerNumberComesFirst() {
    observe("phone", "bob", 0);
    set(phone(), 10, "plan", "of the phone");
    set(bob(), 10, "plan", "of bob");
    assertThat(at(BOB, 10)).isEqualTo(Map.of("plan", text("of the phone")));
    assertThat(at(PHONE, 10)).isEqualTo(at(BOB, 10));
    observe("phone", "late", 5);
    user("late", 9);
    set(new Sender(Sender.Kind.USER, "late"), 10, "plan", "of late");
    assertThat(at(PHONE, 10)).isEqualTo(Map.of("plan", text("of late")));
    assertThat(at(9, 10)).isEqualTo(at(PHONE, 10));
  }

  @Test
  void countersAndSetOnceRunThroughAllSenders() {
    observe("phone", "alice", 0);
    apply(phone(), 10, new PropertyOperation(Kind.SET_ONCE, "source", text("mail")));
    apply(alice(), 20, new PropertyOperation(Kind.SET_ONCE, "source", text("search")));
    apply(phone(), 10, new PropertyOperation(Kind.ADD, "logins", PropertyValue.of(1)));
    apply(alice(), 20, new PropertyOperation(Kind.ADD, "logins", PropertyValue.of(2)));
    Map<String, PropertyValue> both = Map.of("source", text("mail"), "logins", PropertyValue.of(3));
    assertThat(at(ALICE, 20)).isEqualTo(both);
    assertThat(at(PHONE, 20)).isEqualTo(both);
  }

  @Test
  void aClearingMeetsThePropertiesOfAllSenders() {
    observe("phone", "alice", 0);
    set(phone(), 10, "theme", "dark");
    set(alice(), 15, "plan", "free");
    apply(alice(), 20, new PropertyOperation(Kind.CLEAR_ALL, "", new PropertyValue.Null()));
    set(phone(), 30, "theme", "light");
    assertThat(at(PHONE, 19)).hasSize(2);
    assertThat(at(PHONE, 20)).isEmpty();
    assertThat(at(ALICE, 30)).isEqualTo(Map.of("theme", text("light")));
  }

  @Test
  void anAliasedUserIsTheOtherFromTheBeginning() {
    alias("alice", "bob", 500);
    observe("phone", "alice", 100);
    set(alice(), 10, "plan", "free");
    assertThat(resolved(ALICE).owners()).containsExactly(new Owner(BEGINNING_MILLIS, BOB));
    assertThat(resolved(PHONE).owners()).containsExactly(new Owner(BEGINNING_MILLIS, BOB));
    assertThat(at(BOB, 10)).isEqualTo(Map.of("plan", text("free")));
    assertThat(resolved(ALICE).current()).isEmpty();
    assertThat(resolved(BOB).current()).isEqualTo(Map.of("plan", text("free")));
  }

  @Test
  void anAliasOfADeviceIsAnObservation() {
    observe("phone", "alice", 100);
    alias("phone", "bob", 200);
    assertThat(resolved(PHONE).owners())
        .containsExactly(new Owner(BEGINNING_MILLIS, ALICE), new Owner(200, BOB));
  }

  @Test
  void anAliasWaitsForAUserOfWhomNothingHasCome() {
    alias("alice", "carol", 5);
    assertThat(resolved(ALICE).isAlone()).isTrue();
    user("carol", 9);
    assertThat(resolved(ALICE).owners()).containsExactly(new Owner(BEGINNING_MILLIS, 9));
  }

  @Test
  void aNeighbourThatIsTheSamePersonByAliasMakesNoTurn() {
    observe("phone", "alice", 100);
    observe("phone", "bob", 200);
    alias("bob", "alice", 300);
    assertThat(resolved(PHONE).owners()).containsExactly(new Owner(BEGINNING_MILLIS, ALICE));
  }

  private Map<Integer, ResolvedSender> resolve() {
    return Resolution.of(
        new Cluster(senders, observations, Aliases.of(aliases, List.of())), DEVICE_USERS_MAX);
  }

  private ResolvedSender resolved(int number) {
    return Objects.requireNonNull(resolve().get(number));
  }

  /** As the loader has it: the sender's own history, and what was stored of the others'. */
  private Map<String, PropertyValue> at(int number, long millis) {
    PropertyHistory own =
        senders.values().stream()
            .filter(known -> known.number() == number)
            .findFirst()
            .orElseThrow()
            .history();
    PropertyHistory shared =
        PropertyHistoryCodec.decode(PropertyHistoryCodec.encode(resolved(number).shared()));
    return own.joined(shared).at(millis);
  }

  private void user(String id, int number) {
    senders.put(new Sender(Sender.Kind.USER, id), new KnownSender(number, PropertyHistory.EMPTY));
  }

  private void device(String id, int number) {
    senders.put(new Sender(Sender.Kind.DEVICE, id), new KnownSender(number, PropertyHistory.EMPTY));
  }

  private static Sender alice() {
    return new Sender(Sender.Kind.USER, "alice");
  }

  private static Sender bob() {
    return new Sender(Sender.Kind.USER, "bob");
  }

  private static Sender phone() {
    return new Sender(Sender.Kind.DEVICE, "phone");
  }

  private void observe(String device, String user, long atMillis) {
    observations.add(new Observation(device, user, atMillis));
  }

  private void alias(String previousId, String userId, long atMillis) {
    aliases.add(new Alias(previousId, userId, atMillis));
  }

  private void set(Sender sender, long atMillis, String name, String value) {
    apply(sender, atMillis, PropertyOperation.set(name, text(value)));
  }

  private void apply(Sender sender, long atMillis, PropertyOperation operation) {
    senders.computeIfPresent(
        sender,
        (_, known) ->
            new KnownSender(
                known.number(),
                known.history().with(List.of(operation), atMillis, offset++).history()));
  }

  private static PropertyValue text(String text) {
    return PropertyValue.of(text);
  }
}
