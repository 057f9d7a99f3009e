package dev.riffle.ingest.load.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConcernedTest {
  private static final int USER = 1;
  private static final int OTHER = 2;
  private static final int DEVICE = 3;
  private static final DeviceKey PHONE = new DeviceKey(1, "phone");
  private static final SenderNumber THE_USER = new SenderNumber(1, USER);

  @Test
  void aUserSeenOnADeviceForTheFirstTimeIsAFactAndConcernsTheDevice() {
    Concerned concerned = Concerned.by(List.of(rows(USER, true, "phone", 5, 9)), nothingKnown());
    assertThat(concerned.facts()).containsExactly(new DeviceUser(PHONE, USER, 5, 9));
    assertThat(concerned.devices()).containsExactly(PHONE);
    assertThat(concerned.stale()).isEmpty();
  }

  @Test
  void theOnlyUserSeenAgainIsAFactThatConcernsNobody() {
    Concerned.Known known = known(List.of(new DeviceUser(PHONE, USER, 5, 9)), Map.of());
    Concerned later = Concerned.by(List.of(rows(USER, true, "phone", 7, 10)), known);
    assertThat(later.facts()).containsExactly(new DeviceUser(PHONE, USER, 7, 10));
    assertThat(later.devices()).isEmpty();
    Concerned within = Concerned.by(List.of(rows(USER, true, "phone", 5, 9)), known);
    assertThat(within.facts()).isEmpty();
  }

  @Test
  void oneOfSeveralUsersSeenAgainConcernsTheDevice() {
    Concerned.Known known =
        known(
            List.of(new DeviceUser(PHONE, USER, 5, 9), new DeviceUser(PHONE, OTHER, 20, 20)),
            Map.of());
    assertThat(Concerned.by(List.of(rows(USER, true, "phone", 6, 6)), known).devices())
        .containsExactly(PHONE);
  }

  @Test
  void theOnlyUserSeenAgainConcernsADeviceThatAnAliasGivesToAnother() {
    Concerned.Known known =
        new Concerned.Known(
            List.of(new DeviceUser(PHONE, USER, 5, 9)), Map.of(), Set.of(), Set.of(PHONE));
    assertThat(Concerned.by(List.of(rows(USER, true, "phone", 7, 7)), known).devices())
        .containsExactly(PHONE);
  }

  @Test
  void aDeviceThatHasAUserAlreadyIsConcernedWhenItFirstSendsByItself() {
    Concerned.Known known = known(List.of(new DeviceUser(PHONE, USER, 5, 9)), Map.of());
    assertThat(Concerned.by(List.of(rows(DEVICE, false, "phone", 6, 6)), known).devices())
        .containsExactly(PHONE);
    Concerned.Known linked = known(List.of(new DeviceUser(PHONE, USER, 5, 9)), Map.of(DEVICE, 0));
    assertThat(Concerned.by(List.of(rows(DEVICE, false, "phone", 6, 6)), linked).devices())
        .isEmpty();
  }

  @Test
  void aUserWhosePropertiesChangeIsConcernedThoughItIsAPersonAloneSoFar() {
    NewRows changing =
        new NewRows(1, USER, true, "", 5, 5, 0, 0, OptionalLong.empty(), true, false);
    assertThat(Concerned.by(List.of(changing), nothingKnown()).users()).containsExactly(THE_USER);
  }

  @Test
  void rowsOfAnotherVersionAreStaleFromTheFirstOfThem() {
    Concerned.Known known = known(List.of(), Map.of(USER, 4));
    NewRows old = new NewRows(1, USER, true, "", 5, 9, 3, 4, OptionalLong.empty(), false, false);
    assertThat(Concerned.by(List.of(old), known).stale()).isEqualTo(Map.of(THE_USER, 5L));
    NewRows current =
        new NewRows(1, USER, true, "", 5, 9, 4, 4, OptionalLong.empty(), false, false);
    assertThat(Concerned.by(List.of(current), known).stale()).isEmpty();
  }

  @Test
  void aLateChangeMakesRowsStaleFromItsTime() {
    NewRows late = new NewRows(1, USER, true, "", 2, 9, 0, 0, OptionalLong.of(7), true, false);
    assertThat(Concerned.by(List.of(late), nothingKnown()).stale()).isEqualTo(Map.of(THE_USER, 7L));
  }

  private static NewRows rows(
      int sender, boolean identified, String device, long first, long last) {
    return new NewRows(
        1, sender, identified, device, first, last, 0, 0, OptionalLong.empty(), false, false);
  }

  private static Concerned.Known nothingKnown() {
    return known(List.of(), Map.of());
  }

  private static Concerned.Known known(List<DeviceUser> users, Map<Integer, Integer> versions) {
    return new Concerned.Known(users, versions, Set.of(), Set.of());
  }
}
