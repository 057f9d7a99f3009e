package dev.riffle.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.chaos.plan.FaultPlan;
import dev.riffle.acceptance.chaos.plan.PlanSettings;
import dev.riffle.acceptance.chaos.plan.PlannedFault;
import dev.riffle.acceptance.chaos.plan.Volume;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  @Test
  void plansOnlyFaultsOfItsGroupsSoThatTheirMeansAreThere() {
    for (Scenario scenario : Scenario.values()) {
      assertThat(faults(scenario)).as(scenario.name()).isNotEmpty();
      assertThat(faults(scenario).stream().map(Fault::group))
          .as(scenario.name())
          .isSubsetOf(scenario.defaults().groups());
    }
  }

  @Test
  void standsStillForFiveSecondsAMinuteAndThree() {
    assertThat(faults(Scenario.KAFKA_FROZEN))
        .containsExactly(
            new Fault.Stop(PartName.KAFKA, Duration.ofSeconds(5), false),
            new Fault.Stop(PartName.KAFKA, Duration.ofSeconds(60), true),
            new Fault.Stop(PartName.KAFKA, Duration.ofSeconds(180), true));
  }

  @Test
  void beginsNoFaultBeforeTheOneBeforeIsOver() {
    for (Scenario scenario :
        List.of(Scenario.INGEST_FROZEN, Scenario.KAFKA_FROZEN, Scenario.FORGOTTEN)) {
      List<PlannedFault> planned = plan(scenario).faults();
      for (int i = 1; i < planned.size(); i++) {
        PlannedFault before = planned.get(i - 1);
        assertThat(planned.get(i).at())
            .as(scenario + " " + i)
            .isGreaterThan(before.at().plus(before.fault().lasting()));
      }
    }
  }

  @Test
  void fillsEveryVolume() {
    assertThat(faults(Scenario.DISK_FULL))
        .filteredOn(Fault.FillDisk.class::isInstance)
        .extracting(fault -> ((Fault.FillDisk) fault).volume())
        .containsExactly(Volume.CLICKHOUSE, Volume.KAFKA, Volume.RETRY_INDEX);
  }

  private static List<Fault> faults(Scenario scenario) {
    return plan(scenario).faults().stream().map(PlannedFault::fault).toList();
  }

  private static FaultPlan plan(Scenario scenario) {
    Scenario.Defaults defaults = scenario.defaults();
    Duration time = Duration.ofMillis(Math.round(defaults.minutes() * 60_000));
    return scenario.plan(new PlanSettings(7, time, defaults.kills(), defaults.groups()));
  }
}
