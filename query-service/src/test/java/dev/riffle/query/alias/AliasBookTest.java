package dev.riffle.query.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.riffle.query.alias.AliasEntry.State;
import dev.riffle.query.alias.AliasOrder.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AliasBookTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void aliasOfAnSdkHolds() {
    AliasBook book = AliasBook.of(List.of(sent(1, "old", "ann")), List.of());

    assertThat(book.userOf("old")).contains("ann");
    assertThat(book.previousIdsOf("ann")).containsExactly("old");
    assertThat(states(book)).containsExactly(State.ACCEPTED);
  }

  @Test
  void aliasesDoNotChainInAnyDirection() {
    AliasBook book =
        AliasBook.of(
            List.of(
                sent(1, "bob", "ann"),
                sent(2, "cyd", "bob"),
                sent(3, "ann", "dee"),
                sent(4, "bob", "eve"),
                sent(5, "fay", "fay")),
            List.of());

    assertThat(book.userOf("bob")).contains("ann");
    assertThat(book.userOf("cyd")).isEmpty();
    assertThat(book.userOf("ann")).isEmpty();
    assertThat(book.entries())
        .extracting(AliasEntry::previousId, AliasEntry::state)
        .containsExactly(
            tuple("fay", State.REFUSED),
            tuple("bob", State.REFUSED),
            tuple("ann", State.REFUSED),
            tuple("cyd", State.REFUSED),
            tuple("bob", State.ACCEPTED));
    assertThat(book.entries().get(3).why().orElseThrow()).contains("is itself \"ann\"");
  }

  @Test
  void atTheSameTimeTheTextDecides() {
    AliasBook book = AliasBook.of(List.of(sent(1, "bob", "dee"), sent(1, "bob", "ann")), List.of());

    assertThat(book.userOf("bob")).contains("ann");
  }

  @Test
  void undoOutranksTheSdkForGood() {
    AliasBook book =
        AliasBook.of(
            List.of(sent(1, "old", "ann"), sent(9, "old", "bob")),
            List.of(order(1, "old", "ann", Action.UNDO)));

    assertThat(book.userOf("old")).isEmpty();
    assertThat(book.entries())
        .extracting(AliasEntry::userId, AliasEntry::state)
        .containsExactly(
            tuple("bob", State.REPLACED), tuple("ann", State.IN_FORCE), tuple("ann", State.UNDONE));
  }

  @Test
  void theLastOrderOfAnIdDecides() {
    AliasBook book =
        AliasBook.of(
            List.of(),
            List.of(
                order(1, "old", "ann", Action.MERGE),
                order(2, "old", "ann", Action.UNDO),
                order(3, "old", "bob", Action.MERGE)));

    assertThat(book.userOf("old")).contains("bob");
  }

  @Test
  void mergesComeBeforeWhatSdksSay() {
    AliasBook book =
        AliasBook.of(List.of(sent(1, "bob", "ann")), List.of(order(1, "cyd", "bob", Action.MERGE)));

    assertThat(book.userOf("cyd")).contains("bob");
    assertThat(book.userOf("bob")).isEmpty();
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    List<SentAlias> sent = new ArrayList<>();
    Random random = new Random(17);
    for (int i = 0; i < 40; i++) {
      sent.add(sent(random.nextInt(10), id(random), id(random)));
    }
    List<AliasEntry> expected = AliasBook.of(sent, List.of()).entries();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(sent, random);
      assertThat(AliasBook.of(sent, List.of()).entries())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void saysWhyAnOrderWouldNotFit() {
    AliasBook book = AliasBook.of(List.of(sent(1, "old", "ann")), List.of());

    assertThat(book.refusal("old", "ann")).contains("\"old\" is \"ann\" already.");
    assertThat(book.refusal("old", "bob")).contains("\"old\" is \"ann\" already: undo that first.");
    assertThat(book.refusal("ann", "bob"))
        .contains("\"ann\" has taken over [old]: undo that first.");
    assertThat(book.refusal("bob", "old")).contains("\"old\" is itself \"ann\": name that one.");
    assertThat(book.refusal("bob", "bob")).contains("An id is no alias of itself.");
    assertThat(book.refusal("bob", "ann")).isEmpty();
  }

  private static String id(Random random) {
    return String.valueOf((char) ('a' + random.nextInt(6)));
  }

  private static List<State> states(AliasBook book) {
    return book.entries().stream().map(AliasEntry::state).toList();
  }

  private static SentAlias sent(int hour, String previousId, String userId) {
    return new SentAlias(previousId, userId, START.plusSeconds(3600L * hour), 1);
  }

  private static AliasOrder order(long id, String previousId, String userId, Action action) {
    return new AliasOrder(
        id, previousId, userId, action, "why", 1, START.plusSeconds(3600L * 5).plusMillis(id));
  }
}
