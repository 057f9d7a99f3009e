package dev.riffle.ingest.load.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The load protocol against everything that can go wrong around it. {@code -Dseeds=} runs more of
 * them, {@code -Dseed=} plays one again and tells it line by line.
 */
class SimulationTest {
  private static final long FIRST = 0;
  private static final long COUNT = Long.getLong("seeds", 100_000);

  @Test
  void storesEveryRecordOnceWhateverHappens() {
    Seeds seeds = new Seeds(FIRST, COUNT, Protocol::new, Plan::new);
    Long one = Long.getLong("seed");
    if (one != null) {
      String told = seeds.told(one);
      System.out.println(told);
      assertThat(told).endsWith("no violation");
      return;
    }
    Journal journal = new Journal(false);
    long start = System.nanoTime();
    OptionalLong failing = seeds.firstFailing(journal);
    assertThat(failing).as(() -> seeds.told(failing.getAsLong())).isEmpty();
    System.out.printf(
        "simulated seeds %d to %d in %d ms%n",
        FIRST, FIRST + COUNT - 1, (System.nanoTime() - start) / 1_000_000);
    for (Happening happening : Happening.values()) {
      System.out.printf("%12d %s%n", journal.countOf(happening), happening);
      assertThat(journal.countOf(happening)).as(happening.name()).isPositive();
    }
  }

  @Test
  void sameSeedIsTheSameRun() {
    Seeds seeds = new Seeds(FIRST, 1, Protocol::new, Plan::new);
    assertThat(seeds.told(12_345)).isEqualTo(seeds.told(12_345)).contains("owner 0/0 begins at 0");
  }

  /** The limit of the guarantee: it is known, and really there. */
  @Test
  void tokenForgottenWhileTwoAreAtItsBatchIsOutsideTheGuarantee() {
    assertThat(failureWith(plan -> plan.neededTokensLost = true)).contains("stored twice");
  }

  /** The limit of the guarantee: it is known, and really there. */
  @Test
  void intentDeletedWhileItsOwnerLivesIsOutsideTheGuarantee() {
    assertThat(failureWith(plan -> plan.intentsLost = true)).contains("stored twice");
  }

  private static String failureWith(Consumer<Plan> change) {
    Function<Dice, Plan> plans =
        dice -> {
          Plan plan = new Plan(dice);
          change.accept(plan);
          return plan;
        };
    Seeds seeds = new Seeds(FIRST, COUNT, Protocol::new, plans);
    OptionalLong failing = seeds.firstFailing(new Journal(false));
    assertThat(failing).isPresent();
    return seeds.told(failing.getAsLong()).lines().toList().getLast();
  }
}
