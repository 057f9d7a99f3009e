package dev.riffle.acceptance.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final Duration TIME = Duration.ofMinutes(20);
  private static final Set<FaultGroup> ALL = EnumSet.allOf(FaultGroup.class);

  @Test
  void givesTheSamePlanForTheSameSeedAndAnotherForAnother() {
    FaultPlan plan = FaultPlan.of(new PlanSettings(7, TIME, 200, ALL));

    assertThat(FaultPlan.of(new PlanSettings(7, TIME, 200, ALL))).isEqualTo(plan);
    assertThat(FaultPlan.of(new PlanSettings(8, TIME, 200, ALL))).isNotEqualTo(plan);
  }

  @Test
  void killsAsOftenAsToldAndEveryTarget() {
    List<Fault> kills =
        FaultPlan.of(new PlanSettings(7, TIME, 200, Set.of(FaultGroup.KILL))).faults().stream()
            .map(PlannedFault::fault)
            .toList();

    assertThat(kills).hasSize(200).allMatch(Fault.Kill.class::isInstance);
    assertThat(kills)
        .contains(
            new Fault.Kill(List.of(PartName.INGEST)),
            new Fault.Kill(List.of(PartName.CLICKHOUSE)),
            new Fault.Kill(List.of(PartName.KAFKA)),
            new Fault.Kill(List.of(PartName.POSTGRES)),
            new Fault.Kill(List.of(PartName.values())));
  }

  @Test
  void killsAtTheSameTimesWhateverElseBreaks() {
    FaultPlan killsOnly = FaultPlan.of(new PlanSettings(7, TIME, 50, Set.of(FaultGroup.KILL)));
    FaultPlan all = FaultPlan.of(new PlanSettings(7, TIME, 50, ALL));

    assertThat(all.faults()).containsAll(killsOnly.faults());
  }

  @Test
  void letsOtherFaultsNotOverlapAndDrawsEveryGroup() {
    Set<FaultGroup> others = EnumSet.complementOf(EnumSet.of(FaultGroup.KILL));
    List<PlannedFault> faults = FaultPlan.of(new PlanSettings(7, TIME, 0, others)).faults();

    assertThat(faults).isSortedAccordingTo(Comparator.comparing(PlannedFault::at));
    for (int i = 1; i < faults.size(); i++) {
      PlannedFault before = faults.get(i - 1);
      assertThat(faults.get(i).at()).isGreaterThan(before.at().plus(before.fault().lasting()));
    }
    assertThat(faults.stream().map(planned -> planned.fault().group())).containsAll(others);
  }

  @Test
  void keepsWithinItsTimeAndTellsItsEnd() {
    FaultPlan plan = FaultPlan.of(new PlanSettings(7, TIME, 200, ALL));

    assertThat(plan.faults()).allMatch(planned -> planned.at().compareTo(TIME) < 0);
    assertThat(plan.end())
        .isEqualTo(
            plan.faults().stream()
                .map(planned -> planned.at().plus(planned.fault().lasting()))
                .max(Comparator.naturalOrder())
                .orElseThrow());
  }

  @Test
  void canBeEmpty() {
    FaultPlan plan = FaultPlan.of(new PlanSettings(7, Duration.ZERO, 0, ALL));

    assertThat(plan.faults()).isEmpty();
    assertThat(plan.end()).isZero();
  }
}
