package dev.riffle.ingest.load.identity;

import static dev.riffle.ingest.load.identity.Owner.BEGINNING_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {
  @Test
  void aDeviceBelongsToItsFirstUserFromTheBeginning() {
    assertThat(Stretch.of(List.of(on("alice", 50))))
        .containsExactly(new Stretch(BEGINNING_MILLIS, "alice"));
  }

  @Test
  void whoeverWasLastObservedHasIt() {
    assertThat(
            Stretch.of(List.of(on("bob", 30), on("alice", 10), on("alice", 20), on("alice", 40))))
        .containsExactly(
            new Stretch(BEGINNING_MILLIS, "alice"),
            new Stretch(30, "bob"),
            new Stretch(40, "alice"));
  }

  @Test
  void ofSeveralAtOneInstantTheGreatestIdHasIt() {
    assertThat(Stretch.of(List.of(on("bob", 10), on("alice", 10))))
        .containsExactly(new Stretch(BEGINNING_MILLIS, "bob"));
    assertThat(Stretch.of(List.of(on("bob", 10), on("bob", 20), on("alice", 20), on("alice", 21))))
        .containsExactly(new Stretch(BEGINNING_MILLIS, "bob"), new Stretch(21, "alice"));
  }

  @Test
  void aDeviceWithoutUsersHasNone() {
    assertThat(Stretch.of(List.of())).isEmpty();
  }

  private static Observation on(String user, long atMillis) {
    return new Observation("device", user, atMillis);
  }
}
