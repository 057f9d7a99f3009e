package dev.riffle.ingest.load.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.LandedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final int PART = 7 << 16;
  private static final long START = 100;
  private static final long INGEST_ID = 5_000;
  private static final int CODE = 27;
  private static final Answer DONE = new Answer.Done();
  private static final Answer UNKNOWN = new Answer.Unknown();
  private static final Answer REFUSED = new Answer.Refused(CODE);

  private Delivery.State state = Delivery.begin(batch(4, false, Optional.empty()));

  @Test
  void yesToAFreshTokenIsTrusted() {
    assertThat(effect()).isInstanceOf(Effect.Announce.class);
    answer(DONE);
    assertThat(insert().rows().offsets()).containsExactly(100L, 101L, 102L, 103L);
    answer(DONE);
    assertThat(effect()).isInstanceOf(Effect.StoreDerived.class);
    answer(DONE);
    assertThat(state).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void yesToAnInheritedTokenIsReadBack() {
    Intent announced = new Intent(104, "token", Intent.WHOLE);
    state = Delivery.begin(batch(4, false, Optional.of(announced)));
    assertThat(effect()).isEqualTo(new Effect.Announce(announced));
    answer(DONE);
    assertThat(insert().token()).isEqualTo("token");
    answer(DONE);
    assertThat(effect()).isEqualTo(new Effect.ReadBack(100, 104));
    answer(landed(100, 101, 102, 103));
    assertThat(effect()).isInstanceOf(Effect.StoreDerived.class);
  }

  @Test
  void unknownLeadsToStopAndReadBackAndTheSameTokenForWhatIsMissing() {
    answer(DONE);
    Effect.Insert first = insert();
    answer(UNKNOWN);
    assertThat(effect()).isEqualTo(new Effect.Stop(first.statement()));
    answer(DONE);
    assertThat(effect()).isEqualTo(new Effect.ReadBack(100, 104));
    answer(landed(100, 102));
    assertThat(insert().rows().offsets()).containsExactly(101L, 103L);
    assertThat(insert().token()).isEqualTo(first.token());
    answer(DONE);
    assertThat(effect()).as("a token sent before").isInstanceOf(Effect.ReadBack.class);
  }

  @Test
  void offsetWithAnotherIngestIdHasNotLanded() {
    answer(DONE, UNKNOWN, DONE);
    answer(new Answer.Landed(new LandedRows.Builder().add(100, 1).build()));
    assertThat(insert().rows().offsets()).containsExactly(100L, 101L, 102L, 103L);
  }

  @Test
  void swallowedTokenIsGivenUpOnlyAfterAYesWithMissingRows() {
    answer(DONE);
    String token = insert().token();
    answer(UNKNOWN, DONE, landed());
    assertThat(insert().token()).as("after unknown").isEqualTo(token);
    answer(DONE, landed(100));
    assertThat(insert().token()).as("after yes").isEqualTo(token + "#1");
    answer(UNKNOWN, DONE, landed(100));
    assertThat(insert().token()).as("after unknown again").isEqualTo(token + "#1");
    answer(DONE, landed(100));
    assertThat(insert().token()).as("after another yes").isEqualTo(token + "#2");
  }

  @Test
  void batchRefusedTwiceIsCutIntoBlocksThatAreAnnouncedFirst() {
    answer(DONE);
    String token = insert().token();
    answer(REFUSED, DONE, landed());
    assertThat(insert().token()).as("refused once").isEqualTo(token);
    answer(REFUSED, DONE, landed());
    assertThat(effect())
        .isInstanceOfSatisfying(
            Effect.Announce.class, announce -> assertThat(announce.intent().cut()).isEqualTo(1));
    answer(DONE);
    assertThat(insert().token()).isEqualTo(token + "/100-102");
    assertThat(insert().rows().offsets()).containsExactly(100L, 101L);
    answer(DONE);
    assertThat(insert().token()).isEqualTo(token + "/102-104");
  }

  @Test
  void goodBlocksLandBeforeABadOneIsCutFurther() {
    answer(DONE, REFUSED, DONE, landed(), REFUSED, DONE, landed());
    answer(DONE);
    String bad = insert().token();
    answer(REFUSED, DONE, landed(), REFUSED, DONE, landed());
    assertThat(insert().token()).isNotEqualTo(bad).endsWith("/102-104");
    answer(DONE);
    assertThat(effect())
        .isInstanceOfSatisfying(
            Effect.Announce.class, announce -> assertThat(announce.intent().cut()).isZero());
    answer(DONE);
    assertThat(insert().token()).endsWith("/100-101");
  }

  @Test
  void inheritedCutMakesTheSameBlocksOfFewerRecords() {
    Intent announced = new Intent(104, "token", 1);
    state = Delivery.begin(batch(3, false, Optional.of(announced)));
    assertThat(effect()).isEqualTo(new Effect.Announce(announced));
    answer(DONE);
    assertThat(insert().token()).isEqualTo("token/100-102");
    answer(DONE, landed(100, 101));
    assertThat(insert().token()).isEqualTo("token/102-104");
    assertThat(insert().rows().offsets()).containsExactly(102L);
  }

  @Test
  void rowThatIsRefusedTwiceAloneBecomesADeadLetterBeforeTheCommit() {
    state = Delivery.begin(batch(1, false, Optional.empty()));
    answer(DONE, REFUSED, DONE, landed());
    assertThat(effect()).as("refused once").isInstanceOf(Effect.Insert.class);
    answer(REFUSED, DONE, landed());
    List<Effect.Refusal> refusals = List.of(new Effect.Refusal(100, CODE));
    assertThat(effect()).isEqualTo(new Effect.KeepDeadLetters(refusals));
    answer(DONE);
    assertThat(effect()).isEqualTo(new Effect.StoreDerived(refusals));
  }

  @Test
  void refusedRowThatIsSeenInTheTableIsNoDeadLetter() {
    state = Delivery.begin(batch(1, false, Optional.empty()));
    answer(DONE, REFUSED, DONE, landed(), REFUSED, DONE, landed(100));
    assertThat(effect()).isEqualTo(new Effect.StoreDerived(List.of()));
  }

  @Test
  void refusalIsHeldOnlyAgainstTheVeryRowsThatWereRefused() {
    state = Delivery.begin(batch(2, false, Optional.empty()));
    answer(DONE, REFUSED, DONE, landed(), REFUSED, DONE, landed(100));
    assertThat(insert().rows().offsets()).as("the bad one may have been 100").containsExactly(101L);
    answer(REFUSED, DONE, landed(100));
    assertThat(effect()).isInstanceOf(Effect.Insert.class);
    answer(REFUSED, DONE, landed(100));
    assertThat(effect())
        .isEqualTo(new Effect.KeepDeadLetters(List.of(new Effect.Refusal(101, CODE))));
  }

  @Test
  void batchWithoutRowsNeedsNoAnnouncement() {
    state = Delivery.begin(batch(0, true, Optional.empty()));
    assertThat(effect()).isEqualTo(new Effect.KeepDeadLetters(List.of()));
    state = Delivery.begin(batch(0, false, Optional.empty()));
    assertThat(effect()).isEqualTo(new Effect.StoreDerived(List.of()));
  }

  @Test
  void lostAnswerRepeatsWhateverWasAsked() {
    state = Delivery.begin(batch(2, true, Optional.empty()));
    List<Class<?>> asked = new ArrayList<>();
    while (!(state instanceof Delivery.Delivered)) {
      Effect effect = effect();
      asked.add(effect.getClass());
      if (!(effect instanceof Effect.Insert)) {
        Delivery.State again = Delivery.next(state, UNKNOWN);
        assertThat(again).as("after a lost answer to %s", effect).isEqualTo(state);
      }
      answer(
          switch (effect) {
            case Effect.Insert _ -> UNKNOWN;
            case Effect.ReadBack _ -> landed(100, 101);
            case Effect.Announce _, Effect.Stop _, Effect.KeepDeadLetters _ -> DONE;
            case Effect.StoreDerived _ -> DONE;
          });
    }
    assertThat(asked)
        .containsExactly(
            Effect.Announce.class,
            Effect.Insert.class,
            Effect.Stop.class,
            Effect.ReadBack.class,
            Effect.KeepDeadLetters.class,
            Effect.StoreDerived.class);
  }

  @Test
  void answerThatDoesNotBelongToTheQuestionIsAMistake() {
    assertThatThrownBy(() -> answer(landed())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> answer(REFUSED)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void announcedIntentIsInheritedWhateverTheRangeHolds() {
    Intent announced = new Intent(110, "token", Intent.WHOLE);
    Batch shorter = batch(4, false, Optional.of(announced));
    assertThat(shorter.inherited()).isTrue();
    assertThat(shorter.intent()).isEqualTo(announced);
    assertThat(shorter.left()).as("what is left when it is committed").contains(announced);
    assertThat(batch(10, false, Optional.of(announced)).left()).isEmpty();
    assertThatThrownBy(() -> batch(11, false, Optional.of(announced)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tokensOfTwoBatchesDiffer() {
    EventBlock.Rows none = new EventBlock(0).all();
    Batch.Range range = new Batch.Range(PART, 1, 2);
    assertThat(Batch.of(range, none, false, Optional.empty(), 1).intent().token())
        .isEqualTo("458752-1-2-0000000000000001")
        .isNotEqualTo(Batch.of(range, none, false, Optional.empty(), 2).intent().token());
  }

  private Effect effect() {
    return Delivery.effect(state);
  }

  private Effect.Insert insert() {
    assertThat(effect()).isInstanceOf(Effect.Insert.class);
    return (Effect.Insert) effect();
  }

  private void answer(Answer... answers) {
    for (Answer answer : answers) {
      state = Delivery.next(state, answer);
    }
  }

  private static Answer landed(long... offsets) {
    LandedRows.Builder rows = new LandedRows.Builder();
    for (long offset : offsets) {
      rows.add(offset, INGEST_ID + offset);
    }
    return new Answer.Landed(rows.build());
  }

  /**
   * A batch of so many rows from {@link #START} on; of one unreadable record, when there are none.
   */
  private static Batch batch(int rows, boolean hasDeadLetters, Optional<Intent> announced) {
    EventBlock block = new EventBlock(0);
    for (long offset = START; offset < START + rows; offset++) {
      block.endRow(offset, INGEST_ID + offset);
    }
    Batch.Range range = new Batch.Range(PART, START, START + Math.max(1, rows));
    return Batch.of(range, block.all(), hasDeadLetters, announced, 1);
  }
}
