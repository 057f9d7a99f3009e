package dev.riffle.ingest.load.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A simulation that finds nothing proves nothing until it finds what is known to be wrong. {@link
 * SimulationTest} runs the same seeds without a bug.
 */
class PlantedBugsTest {
  private static final long FIRST = 0;
  private static final long COUNT = 100_000;

  @ParameterizedTest
  @EnumSource(PlantedBug.class)
  void isFound(PlantedBug bug) {
    Seeds seeds = new Seeds(FIRST, COUNT, bug::protocol, Plan::new);
    OptionalLong failing = seeds.firstFailing(new Journal(false));
    assertThat(failing).as(bug.name()).isPresent();
    String told = seeds.told(failing.getAsLong());
    System.out.printf(
        "%s found by seed %d, number %d: %s%n",
        bug,
        failing.getAsLong(),
        failing.getAsLong() - FIRST + 1,
        told.substring(told.lastIndexOf('\n') + 1));
  }
}
