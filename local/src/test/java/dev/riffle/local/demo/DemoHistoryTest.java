package dev.riffle.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoHistoryTest {
  private static final Instant END = Instant.parse("2026-11-22T09:00:00Z");
  private static final int RECORDS = 400_000;
  private static final Timeline TIMELINE = Timeline.until(END, 90, 42);
  private static final List<DemoRecord> ALL = records(DemoHistory.ofSize(RECORDS, TIMELINE), 1);

  private static final Map<Person, List<DemoRecord>> LIVES =
      ALL.stream()
          .collect(
              Collectors.groupingBy(DemoRecord::person, LinkedHashMap::new, Collectors.toList()));

  @Test
  void hasExactlyAsManyRecordsAsAskedFor() {
    assertThat(ALL).hasSize(RECORDS);
    assertThat(records(DemoHistory.ofSize(1, TIMELINE), 1)).hasSize(1);
    assertThat(records(DemoHistory.ofSize(999, TIMELINE), 3)).hasSize(999);
  }

  @Test
  void refusesSizesAndLengthsOutsideItsLimits() {
    assertThatThrownBy(() -> DemoHistory.ofSize(0, TIMELINE)).hasMessageContaining("1 to");
    assertThatThrownBy(() -> DemoHistory.ofSize(DemoHistory.RECORDS_MAX + 1, TIMELINE))
        .hasMessageContaining("1 to");
    assertThat(Timeline.until(END, Timeline.DAYS_MIN, 1).days()).isEqualTo(3);
    assertThatThrownBy(() -> Timeline.until(END, Timeline.DAYS_MIN - 1, 1))
        .hasMessageContaining("3 to 730 days");
    assertThatThrownBy(() -> Timeline.until(END, Timeline.DAYS_MAX + 1, 1))
        .hasMessageContaining("3 to 730 days");
  }

  @Test
  void isTheSameForTheSameSeedWhateverTheNumberOfLanes() {
    DemoHistory history = DemoHistory.ofSize(20_000, TIMELINE);

    assertThat(sorted(records(history, 4))).isEqualTo(sorted(records(history, 1)));
    assertThat(records(DemoHistory.ofSize(20_000, TIMELINE), 1)).isEqualTo(records(history, 1));
  }

  @Test
  void isAnotherForAnotherSeed() {
    List<DemoRecord> other = records(DemoHistory.ofSize(1_000, Timeline.until(END, 90, 43)), 1);

    assertThat(Collections.disjoint(messageIds(other), messageIds(ALL))).isTrue();
  }

  @Test
  void aLargerHistoryContainsTheSmallerOne() {
    Set<String> smaller = messageIds(records(DemoHistory.ofSize(5_000, TIMELINE), 1));

    assertThat(messageIds(ALL).containsAll(smaller)).isTrue();
  }

  @Test
  void givesEveryRecordAMessageIdOfItsOwn() {
    assertThat(messageIds(ALL)).hasSize(RECORDS);
  }

  @Test
  void keepsEachPersonInOrderOfTimeAndStaysInsideItsDays() {
    long firstMs = TIMELINE.startMs(0) - 12 * 3_600_000L;
    for (List<DemoRecord> life : LIVES.values()) {
      assertThat(life.getFirst().kind()).isEqualTo(DemoRecord.Kind.IDENTIFY);
      assertThat(life).extracting(DemoRecord::atMs).isSorted();
      assertThat(life.getFirst().atMs()).isGreaterThan(firstMs);
      assertThat(life.getLast().atMs()).isLessThan(END.toEpochMilli());
    }
  }

  @Test
  void beginsWithEightyFiveTwelveAndThreePercent() {
    Map<Plan, Long> plans = new EnumMap<>(Plan.class);
    LIVES.keySet().forEach(person -> plans.merge(person.firstPlan(), 1L, Long::sum));
    double all = LIVES.size();

    assertThat(all).isGreaterThan(5_000);
    assertThat(plans.getOrDefault(Plan.FREE, 0L) / all).isCloseTo(0.85, within(0.03));
    assertThat(plans.getOrDefault(Plan.PREMIUM, 0L) / all).isCloseTo(0.12, within(0.03));
    assertThat(plans.getOrDefault(Plan.ENTERPRISE, 0L) / all).isCloseTo(0.03, within(0.015));
  }

  @Test
  void isQuietAtWeekends() {
    Map<DayOfWeek, Long> days = new EnumMap<>(DayOfWeek.class);
    for (DemoRecord record : ALL) {
      Instant local =
          Instant.ofEpochMilli(record.atMs() + record.person().utcOffsetHours() * 3_600_000L);
      days.merge(local.atZone(ZoneOffset.UTC).getDayOfWeek(), 1L, Long::sum);
    }

    assertThat(days.getOrDefault(DayOfWeek.SUNDAY, 0L))
        .isPositive()
        .isLessThan(days.getOrDefault(DayOfWeek.TUESDAY, 0L) / 2);
  }

  @Test
  void premiumPersonsUseFeatureOneFarMoreThanFreeOnes() {
    assertThat(shareOfUsers("Used Awesome Feature 1", Plan.PREMIUM))
        .isGreaterThan(2 * shareOfUsers("Used Awesome Feature 1", Plan.FREE));
  }

  @Test
  void aPurchaseIsFollowedByTheChangeOfPlan() {
    int purchases = 0;
    for (List<DemoRecord> life : LIVES.values()) {
      for (int i = 0; i + 1 < life.size(); i++) {
        if (life.get(i).name().equals("Subscribed to Premium")) {
          purchases++;
          assertThat(life.get(i).person().firstPlan()).isEqualTo(Plan.FREE);
          assertThat(life.get(i).properties()).extracting(Property::name).contains("purchasedTier");
          assertThat(life.get(i + 1).properties())
              .containsExactly(Property.text("plan", "premium"));
        }
      }
    }
    assertThat(purchases).isGreaterThan(100);
  }

  @Test
  void drawsOnlyFreePersonsIntoTheExperimentAndOnlyOnce() {
    for (List<DemoRecord> life : LIVES.values()) {
      List<String> variants = variants(life);
      assertThat(variants).hasSizeLessThanOrEqualTo(1);
      if (!variants.isEmpty()) {
        assertThat(life.getFirst().person().firstPlan()).isEqualTo(Plan.FREE);
      }
    }
  }

  @Test
  void oneVariantMakesMorePersonsBuy() {
    Map<String, int[]> buyersAndAll = new HashMap<>();
    for (List<DemoRecord> life : LIVES.values()) {
      for (String variant : variants(life)) {
        int[] counts = buyersAndAll.computeIfAbsent(variant, name -> new int[2]);
        counts[0] += life.stream().anyMatch(r -> r.name().equals("Subscribed to Premium")) ? 1 : 0;
        counts[1]++;
      }
    }
    Map<String, Double> rates =
        buyersAndAll.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue()[0] / (double) e.getValue()[1]));

    assertThat(rates).containsOnlyKeys("default", "feature1", "feature2", "feature3");
    double best = rates.getOrDefault("feature2", 0.0);
    rates.remove("feature2");
    assertThat(rates.values()).allSatisfy(rate -> assertThat(best).isGreaterThan(1.4 * rate));
  }

  @Test
  void somePersonsStartExportsAndNeverCompleteOne() {
    Set<Person> started = users("Export Started");
    Set<Person> completed = users("Export Completed");

    assertThat(started.containsAll(completed)).isTrue();
    assertThat(completed.size()).isBetween(started.size() / 2, started.size() * 9 / 10);
  }

  private static List<DemoRecord> sorted(List<DemoRecord> records) {
    return records.stream().sorted(Comparator.comparing(DemoRecord::messageId)).toList();
  }

  private static double shareOfUsers(String event, Plan plan) {
    double users = users(event).stream().filter(person -> person.firstPlan() == plan).count();
    return users / LIVES.keySet().stream().filter(person -> person.firstPlan() == plan).count();
  }

  private static Set<Person> users(String event) {
    return ALL.stream()
        .filter(record -> record.name().equals(event))
        .map(DemoRecord::person)
        .collect(Collectors.toSet());
  }

  private static List<String> variants(List<DemoRecord> life) {
    return life.stream()
        .flatMap(record -> record.properties().stream())
        .filter(property -> property.name().equals("onboardingFeature"))
        .map(property -> property.json().replace("\"", ""))
        .toList();
  }

  private static Set<String> messageIds(List<DemoRecord> records) {
    return records.stream()
        .map(DemoRecord::messageId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<DemoRecord> records(DemoHistory history, int lanes) {
    List<DemoRecord> records = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      history.play(lane, lanes, records::add);
    }
    return records;
  }
}
