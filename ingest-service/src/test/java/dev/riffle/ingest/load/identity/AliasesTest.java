package dev.riffle.ingest.load.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.ingest.load.identity.AliasOrder.Action;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AliasesTest {
  @Test
  void anAliasMakesThePreviousIdTheUser() {
    Aliases aliases = Aliases.of(List.of(new Alias("old", "new", 5)), List.of());
    assertThat(aliases.userOf("old")).isEqualTo("new");
    assertThat(aliases.userOf("new")).isEqualTo("new");
    assertThat(aliases.userOf("other")).isEqualTo("other");
  }

  @Test
  void refusesWhatWouldChainInEitherDirection() {
    Alias first = new Alias("b", "c", 1);
    Alias intoAliased = new Alias("a", "b", 2);
    Alias ofUser = new Alias("c", "d", 3);
    Aliases aliases = Aliases.of(List.of(intoAliased, ofUser, first), List.of());
    assertThat(aliases.holding()).containsExactly(first);
    assertThat(aliases.refused()).containsExactly(intoAliased, ofUser);
    assertThat(aliases.userOf("a")).isEqualTo("a");
  }

  @Test
  void theEarliestAliasOfAnIdHoldsAndOfOneInstantTheSmallerUser() {
    Aliases later = Aliases.of(List.of(new Alias("a", "x", 2), new Alias("a", "y", 1)), List.of());
    assertThat(later.userOf("a")).isEqualTo("y");
    Aliases tie = Aliases.of(List.of(new Alias("a", "y", 1), new Alias("a", "x", 1)), List.of());
    assertThat(tie.userOf("a")).isEqualTo("x");
  }

  @Test
  void anAliasToItselfIsNothing() {
    Aliases aliases = Aliases.of(List.of(new Alias("a", "a", 1)), List.of());
    assertThat(aliases.holding()).isEmpty();
    assertThat(aliases.refused()).isEmpty();
  }

  @Test
  void theLastOrderForAnIdDecidesWhateverSdksSay() {
    List<Alias> sent = List.of(new Alias("a", "x", 1), new Alias("a", "z", 99));
    AliasOrder undo = new AliasOrder(7, 1, "a", "x", Action.UNDO, 10);
    AliasOrder merge = new AliasOrder(8, 1, "a", "y", Action.MERGE, 20);
    assertThat(Aliases.of(sent, List.of(undo)).userOf("a")).isEqualTo("a");
    assertThat(Aliases.of(sent, List.of(merge, undo)).userOf("a")).isEqualTo("y");
    AliasOrder undoAgain = new AliasOrder(9, 1, "a", "y", Action.UNDO, 30);
    assertThat(Aliases.of(sent, List.of(undoAgain, merge, undo)).userOf("a")).isEqualTo("a");
  }

  @Test
  void anOrderedMergeComesBeforeEveryAliasOfAnSdk() {
    Alias sent = new Alias("b", "c", 1);
    AliasOrder merge = new AliasOrder(1, 1, "a", "b", Action.MERGE, 50);
    Aliases aliases = Aliases.of(List.of(sent), List.of(merge));
    assertThat(aliases.userOf("a")).isEqualTo("b");
    assertThat(aliases.refused()).containsExactly(sent);
  }

  @Test
  void neverChainsAndDoesNotDependOnTheOrderOfArrival() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<Alias> sent = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        sent.add(new Alias("u" + random.nextInt(5), "u" + random.nextInt(5), random.nextInt(4)));
      }
      Aliases aliases = Aliases.of(sent, List.of());
      for (int i = 0; i < 5; i++) {
        String user = aliases.userOf("u" + i);
        assertThat(aliases.userOf(user)).as("seed %d round %d", seed, round).isEqualTo(user);
      }
      Collections.shuffle(sent, random);
      assertThat(Aliases.of(sent, List.of()).holding())
          .as("seed %d round %d", seed, round)
          .containsExactlyInAnyOrderElementsOf(aliases.holding());
    }
  }
}
