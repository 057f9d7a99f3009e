package dev.riffle.ingest.load.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
  private static final int PART = 0x8001_0003;
  private static final long SIZE = 100;

  private record Row(long offset, long ingestId) {}

  private static Ledger at(long offset) {
    return Ledger.startingAt(offset, PART, SIZE);
  }

  private static Ledger take(Ledger ledger, long nextOffset, Row... rows) {
    LedgerBatch batch = ledger.batch();
    for (Row row : rows) {
      batch.add(row.offset(), row.ingestId());
    }
    return ledger.with(batch, nextOffset);
  }

  private static ClosedBucket closed(long number, long rows, long sum, long xor) {
    return new ClosedBucket(new Bucket(PART, number, SIZE), new RowSum(rows, sum, xor));
  }

  @Test
  void sumsUpTheRowsOfTheRunningBucket() {
    Ledger ledger = take(at(0), 10, new Row(0, 5), new Row(9, -1));
    ledger = take(ledger, 50, new Row(49, 3));
    assertThat(ledger.running()).isEqualTo(new RowSum(3, 7, 5 ^ -1 ^ 3));
    assertThat(ledger.closed()).isEmpty();
    assertThat(ledger.bucket()).isEqualTo(new Bucket(PART, 0, SIZE));
  }

  @Test
  void closesABucketWhenTheLastOffsetIsTakenAndNotBefore() {
    Ledger before = take(at(0), 99, new Row(98, 7));
    assertThat(before.closed()).isEmpty();
    Ledger after = take(before, 100, new Row(99, 8));
    assertThat(after.closed()).containsExactly(closed(0, 2, 15, 15));
    assertThat(after.running()).isEqualTo(RowSum.NONE);
    assertThat(after.bucket().number()).isEqualTo(1);
  }

  @Test
  void aBatchMayCloseSeveralBucketsAndPassOverEmptyOnes() {
    Ledger ledger =
        take(at(0), 951, new Row(1, 1), new Row(199, 2), new Row(200, 4), new Row(950, 8));
    assertThat(ledger.closed())
        .containsExactly(closed(0, 1, 1, 1), closed(1, 1, 2, 2), closed(2, 1, 4, 4));
    assertThat(ledger.running()).isEqualTo(new RowSum(1, 8, 8));
  }

  @Test
  void aRecordThatIsNoRowClosesABucketTooButIsNotCounted() {
    Ledger ledger = take(take(at(0), 10, new Row(9, 1)), 150);
    assertThat(ledger.closed()).containsExactly(closed(0, 1, 1, 1));
    assertThat(ledger.running()).isEqualTo(RowSum.NONE);
  }

  @Test
  void aRefusedRowIsTakenBack() {
    Ledger ledger = at(0);
    LedgerBatch batch = ledger.batch();
    batch.add(1, 11);
    batch.add(2, 12);
    batch.add(150, 13);
    batch.remove(2, 12);
    batch.remove(150, 13);
    Ledger after = ledger.with(batch, 151);
    assertThat(after.closed()).containsExactly(closed(0, 1, 11, 11));
    assertThat(after.running()).isEqualTo(RowSum.NONE);
  }

  @Test
  void aBucketThatWasBegunInItsMidstIsNotClosedButTheNextOneIs() {
    Ledger ledger = at(50);
    assertThat(ledger.whole()).isFalse();
    ledger = take(ledger, 100, new Row(99, 1));
    assertThat(ledger.closed()).isEmpty();
    assertThat(ledger.whole()).isTrue();
    assertThat(take(ledger, 200, new Row(150, 2)).closed()).containsExactly(closed(1, 1, 2, 2));
    assertThat(at(100).whole()).isTrue();
  }

  @Test
  void refusesRowsOutsideOfTheBatch() {
    Ledger ledger = take(at(0), 10);
    assertThatThrownBy(() -> take(ledger, 20, new Row(9, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> take(ledger, 20, new Row(20, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> take(ledger, 9)).isInstanceOf(IllegalArgumentException.class);
    assertThat(take(ledger, 20, new Row(10, 1), new Row(19, 1)).running().rows()).isEqualTo(2);
  }

  @Test
  void textIsReadBackAndShortEvenAtItsLongest() {
    Ledger longest =
        new Ledger(
            -1,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            true,
            new RowSum(Long.MAX_VALUE, -1, -1),
            List.of());
    assertThat(longest.text()).hasSizeLessThanOrEqualTo(Ledger.TEXT_MAX).matches("[0-9a-z:]+");
    assertThat(Ledger.parse(longest.text(), Long.MAX_VALUE - 1, -1, Long.MAX_VALUE))
        .isEqualTo(longest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "x", "a1", "a1::::::::", "a2:1:64:32:w:1:1:1:0", "\u00e4:\u0000"})
  void aTextThatTellsNothingBeginsAnewInTheMidstOfABucket(String text) {
    assertThat(Ledger.parse(text, 50, PART, SIZE)).isEqualTo(at(50));
  }

  @Test
  void aDamagedTextTellsNothing() {
    Ledger ledger = take(at(0), 50, new Row(3, 0x1234_5678_9abc_def0L), new Row(4, -9));
    String text = ledger.text();
    assertThat(Ledger.parse(text, 50, PART, SIZE)).isEqualTo(ledger);
    for (int i = 0; i < text.length(); i++) {
      assertThat(Ledger.parse(text.substring(0, i), 50, PART, SIZE)).isEqualTo(at(50));
      char other = text.charAt(i) == '7' ? '8' : '7';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(Ledger.parse(changed, 50, PART, SIZE)).as(changed).isEqualTo(at(50));
    }
    assertThat(Ledger.parse("x".repeat(5000), 50, PART, SIZE)).isEqualTo(at(50));
  }

  @Test
  void aTextOfAnotherPartOffsetOrBucketSizeTellsNothing() {
    String text = take(at(0), 50, new Row(3, 1)).text();
    assertThat(Ledger.parse(text, 51, PART, SIZE)).isEqualTo(at(51));
    assertThat(Ledger.parse(text, 50, PART + 1, SIZE))
        .isEqualTo(Ledger.startingAt(50, PART + 1, SIZE));
    assertThat(Ledger.parse(text, 50, PART, 40)).isEqualTo(Ledger.startingAt(50, PART, 40));
  }

  /** However the log is cut into batches, and however often a batch is read again. */
  @Test
  void agreesWithANaiveModelForAnyCutAndAnyReplay() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      List<Row> log = log(random);
      long start = random.nextBoolean() ? 0 : random.nextInt(250);
      Map<Long, RowSum> closed = new TreeMap<>();
      Ledger committed = at(start);
      while (committed.next() < log.getLast().offset() + 1) {
        long next =
            Math.min(committed.next() + 1 + random.nextInt(260), log.getLast().offset() + 1);
        Ledger read = Ledger.parse(committed.text(), committed.next(), PART, SIZE);
        Ledger first = take(read, next, between(log, committed.next(), next));
        Ledger again = take(read, next, between(log, committed.next(), next));
        assertThat(again).isEqualTo(first);
        for (ClosedBucket bucket : first.closed()) {
          assertThat(closed.put(bucket.bucket().number(), bucket.expected())).isNull();
        }
        committed = first;
      }
      assertThat(closed).as("run %d", run).isEqualTo(model(log, start, committed.next()));
    }
  }

  private static Map<Long, RowSum> model(List<Row> log, long start, long next) {
    Map<Long, RowSum> sums = new TreeMap<>();
    for (Row row : log) {
      long number = row.offset() / SIZE;
      if (number * SIZE >= start && (number + 1) * SIZE <= next) {
        RowSum old = sums.getOrDefault(number, RowSum.NONE);
        sums.put(
            number,
            new RowSum(old.rows() + 1, old.idSum() + row.ingestId(), old.idXor() ^ row.ingestId()));
      }
    }
    return sums;
  }

  private static List<Row> log(Random random) {
    List<Row> log = new ArrayList<>();
    long offset = random.nextInt(50);
    int rows = 1 + random.nextInt(400);
    for (int i = 0; i < rows; i++) {
      log.add(new Row(offset, random.nextLong()));
      offset += 1 + (random.nextInt(20) == 0 ? random.nextInt(350) : random.nextInt(3));
    }
    return log;
  }

  private static Row[] between(List<Row> log, long from, long to) {
    return log.stream()
        .filter(row -> row.offset() >= from && row.offset() < to)
        .toArray(Row[]::new);
  }
}
