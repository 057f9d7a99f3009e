package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.query.rest.FairQueue.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairQueueTest {
  private static final int STEPS = 20_000;

  @Test
  void runsAsManyOfAKeyAsMayAndTheNextWaits() {
    FairQueue<String, String> queue = queue(4, 2, 9, 9);

    assertThat(queue.enter("a", "a1")).isEqualTo(Entry.RUNS);
    assertThat(queue.enter("a", "a2")).isEqualTo(Entry.RUNS);
    assertThat(queue.enter("a", "a3")).isEqualTo(Entry.WAITS);
    assertThat(queue.enter("b", "b1")).isEqualTo(Entry.RUNS);
    assertThat(queue.hasWholeShare("a")).isTrue();
    assertThat(queue.hasWholeShare("b")).isFalse();
  }

  @Test
  void runsAsManyOfAllAsMayAndTheNextWaits() {
    FairQueue<String, String> queue = queue(3, 2, 9, 9);

    assertThat(queue.enter("a", "a1")).isEqualTo(Entry.RUNS);
    assertThat(queue.enter("b", "b1")).isEqualTo(Entry.RUNS);
    assertThat(queue.enter("c", "c1")).isEqualTo(Entry.RUNS);
    assertThat(queue.enter("d", "d1")).isEqualTo(Entry.WAITS);
    assertThat(queue.running()).isEqualTo(3);
    assertThat(queue.waiting()).isEqualTo(1);
  }

  @Test
  void knowsThePlaceAmongThoseOfItsKey() {
    FairQueue<String, String> queue = queue(1, 1, 9, 9);
    queue.enter("a", "a1");
    queue.enter("a", "a2");
    queue.enter("b", "b1");
    queue.enter("a", "a3");

    assertThat(queue.place("a", "a1")).isZero();
    assertThat(queue.place("a", "a2")).isEqualTo(1);
    assertThat(queue.place("a", "a3")).isEqualTo(2);
    assertThat(queue.place("b", "b1")).isEqualTo(1);
    assertThat(queue.place("c", "c1")).isZero();

    queue.leave("a", "a2");
    assertThat(queue.place("a", "a3")).isEqualTo(1);
  }

  @Test
  void refusesOneMoreOfAKeyThanMayWait() {
    FairQueue<String, String> queue = queue(1, 1, 9, 2);
    queue.enter("a", "a1");

    assertThat(queue.enter("a", "a2")).isEqualTo(Entry.WAITS);
    assertThat(queue.enter("a", "a3")).isEqualTo(Entry.WAITS);
    assertThat(queue.enter("a", "a4")).isEqualTo(Entry.KEY_IS_FULL);
    assertThat(queue.enter("b", "b1")).isEqualTo(Entry.WAITS);
    assertThat(queue.waiting()).isEqualTo(3);
  }

  @Test
  void refusesOneMoreOfAllThanMayWaitAndForgetsIt() {
    FairQueue<String, String> queue = queue(1, 1, 3, 2);
    queue.enter("a", "a1");
    queue.enter("a", "a2");
    queue.enter("b", "b1");

    assertThat(queue.enter("c", "c1")).isEqualTo(Entry.WAITS);
    assertThat(queue.enter("d", "d1")).isEqualTo(Entry.ALL_IS_FULL);
    assertThat(queue.keys()).isEqualTo(3);
    assertThat(queue.isRunning("d", "d1")).isFalse();
  }

  @Test
  void neverRefusesWhatHasBegun() {
    FairQueue<String, String> queue = queue(1, 1, 1, 1);
    queue.enter("a", "a1");
    queue.enter("a", "a2");

    assertThat(queue.enterAnyhow("a", "a3")).isEqualTo(Entry.WAITS);
    assertThat(queue.leave("a", "a1")).contains("a2");
    assertThat(queue.leave("a", "a2")).contains("a3");
    assertThat(queue.leave("a", "a3")).isEmpty();
    assertThat(queue.enterAnyhow("a", "a4")).isEqualTo(Entry.RUNS);
  }

  @Test
  void keysTakeTurnsHoweverManyOneOfThemAsks() {
    FairQueue<String, String> queue = queue(1, 1, 99, 99);
    for (int i = 1; i <= 4; i++) {
      queue.enter("a", "a" + i);
    }
    queue.enter("b", "b1");
    queue.enter("b", "b2");
    queue.enter("c", "c1");

    List<String> order = new ArrayList<>();
    Optional<String> next = Optional.of("a1");
    while (next.isPresent()) {
      order.add(next.get());
      next = queue.leave(next.get().substring(0, 1), next.get());
    }

    assertThat(order).containsExactly("a1", "b1", "c1", "a2", "b2", "a3", "a4");
    assertThat(queue.keys()).isZero();
  }

  /** A key that comes again and again, each time as a new one, does not pass the others. */
  @Test
  void comingAnewIsNoAdvantage() {
    FairQueue<String, String> queue = queue(1, 1, 99, 99);
    queue.enter("b", "b1");
    queue.enter("b", "b2");
    queue.enter("a", "a1");

    assertThat(queue.leave("b", "b1")).contains("a1");
    queue.enter("c", "c1");
    assertThat(queue.leave("a", "a1")).contains("b2");
    queue.enter("a", "a2");
    assertThat(queue.leave("b", "b2")).contains("c1");
    assertThat(queue.leave("c", "c1")).contains("a2");
  }

  @Test
  void aFreePlaceGoesToTheKeyThatRunsLeast() {
    FairQueue<String, String> queue = queue(4, 3, 9, 9);
    queue.enter("a", "a1");
    queue.enter("a", "a2");
    queue.enter("b", "b1");
    queue.enter("c", "c1");
    queue.enter("a", "a3");
    queue.enter("b", "b2");

    assertThat(queue.leave("c", "c1")).contains("b2");
  }

  @Test
  void oneThatWaitsNoMoreGivesNoPlaceAway() {
    FairQueue<String, String> queue = queue(1, 1, 9, 9);
    queue.enter("a", "a1");
    queue.enter("a", "a2");
    queue.enter("a", "a3");

    assertThat(queue.leave("a", "a2")).isEmpty();
    assertThat(queue.running()).isEqualTo(1);
    assertThat(queue.leave("a", "a1")).contains("a3");
    assertThat(queue.isRunning("a", "a3")).isTrue();
  }

  @Test
  void leavingTwiceIsLeavingOnce() {
    FairQueue<String, String> queue = queue(2, 2, 9, 9);
    queue.enter("a", "a1");
    queue.enter("a", "a2");
    queue.enter("a", "a3");

    assertThat(queue.leave("a", "a1")).contains("a3");
    assertThat(queue.leave("a", "a1")).isEmpty();
    assertThat(queue.running()).isEqualTo(2);
    assertThat(queue.leave("b", "b1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1, 1", "1, 2, 1, 1", "1, 1, 0, 1", "1, 1, 1, 0"})
  void limitsLeaveRoomForOne(int running, int ofKey, int waiting, int waitingOfKey) {
    assertThatThrownBy(() -> new FairQueue.Limits(running, ofKey, waiting, waitingOfKey))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new FairQueue.Limits(1, 1, 1, 1).running()).isEqualTo(1);
  }

  /** Whatever comes and goes: limits hold, no place stays free, and nobody is passed over. */
  @Test
  void nobodyIsPassedOver() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("nobodyIsPassedOver: -Dseed=" + seed);
    Random random = new Random(seed);
    int ofKey = 1 + random.nextInt(3);
    int all = ofKey + random.nextInt(4);
    FairQueue<Integer, String> queue = new FairQueue<>(new FairQueue.Limits(all, ofKey, 40, 15));
    Map<String, Integer> running = new HashMap<>();
    Map<String, Integer> waiting = new HashMap<>();
    // turns given since a key that runs nothing began to wait
    Map<Integer, Integer> passedOver = new HashMap<>();

    for (int step = 0; step < STEPS; step++) {
      int key = Math.min(random.nextInt(6), random.nextInt(6));
      String ticket = "t" + step;
      if (random.nextInt(100) < 52) {
        switch (queue.enter(key, ticket)) {
          case RUNS -> running.put(ticket, key);
          case WAITS -> waiting.put(ticket, key);
          case KEY_IS_FULL -> assertThat(of(waiting, key)).as("seed %s", seed).isEqualTo(15);
          case ALL_IS_FULL -> assertThat(waiting).as("seed %s", seed).hasSize(40);
        }
      } else {
        Map<String, Integer> from = random.nextInt(10) == 0 ? waiting : running;
        if (!from.isEmpty()) {
          String gone = List.copyOf(from.keySet()).get(random.nextInt(from.size()));
          int whose = Objects.requireNonNull(from.remove(gone));
          queue
              .leave(whose, gone)
              .ifPresent(next -> {
                int nextKey = Objects.requireNonNull(waiting.remove(next));
                running.put(next, nextKey);
                passedOver.replaceAll((_, turns) -> turns + 1);
                passedOver.remove(nextKey);
              });
        }
      }
      for (int each = 0; each < 6; each++) {
        boolean starves = of(running, each) == 0 && of(waiting, each) > 0;
        if (starves) {
          passedOver.putIfAbsent(each, 0);
        } else {
          passedOver.remove(each);
        }
        assertThat(of(running, each)).as("seed %s", seed).isLessThanOrEqualTo(ofKey);
        if (running.size() < all && of(waiting, each) > 0) {
          assertThat(of(running, each)).as("free place, seed %s", seed).isEqualTo(ofKey);
        }
        assertThat(passedOver.getOrDefault(each, 0)).as("seed %s", seed).isLessThan(6);
      }
      assertThat(queue.running()).as("seed %s", seed).isEqualTo(running.size());
      assertThat(queue.waiting()).as("seed %s", seed).isEqualTo(waiting.size());
      assertThat(running.size()).as("seed %s", seed).isLessThanOrEqualTo(all);
    }
  }

  private static long of(Map<String, Integer> tickets, int key) {
    return tickets.values().stream().filter(each -> each == key).count();
  }

  private static FairQueue<String, String> queue(
      int running, int ofKey, int waiting, int waitingOfKey) {
    return new FairQueue<>(new FairQueue.Limits(running, ofKey, waiting, waitingOfKey));
  }
}
