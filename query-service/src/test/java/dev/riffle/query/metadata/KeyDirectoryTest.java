package dev.riffle.query.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import dev.riffle.project.ProjectId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyDirectoryTest {
  private static final Duration FRESH = Duration.ofSeconds(4);
  private static final Duration USABLE = Duration.ofMinutes(15);
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final Store store = new Store();
  private Instant now = START;
  private final KeyDirectory directory = new KeyDirectory(store, () -> now, FRESH, USABLE, 100);

  private final SplittableRandom random = new SplittableRandom(1);
  private final ApiKey key = ApiKey.generate(KeyScope.READ, random);
  private final ApiKey other = ApiKey.generate(KeyScope.READ, random);

  @Test
  void asksTheStoreOnceWhileTheAnswerIsFresh() {
    store.put(key, Optional.empty());
    assertThat(directory.find(key)).isPresent();
    now = now.plus(FRESH).minusMillis(1);
    assertThat(directory.find(key)).isPresent();
    assertThat(store.asked).isEqualTo(1);
  }

  @Test
  void refusesRevokedKeyOnceTheAnswerIsNoLongerFresh() {
    store.put(key, Optional.empty());
    assertThat(directory.find(key)).isPresent();
    store.keys.clear();
    now = now.plus(FRESH);
    assertThat(directory.find(key)).isEmpty();
  }

  @Test
  void refusesRevokedKeyAtOnceAfterForgetting() {
    store.put(key, Optional.empty());
    assertThat(directory.find(key)).isPresent();
    store.keys.clear();
    directory.forget();
    assertThat(directory.find(key)).isEmpty();
  }

  @Test
  void refusesKeyTheMomentItExpiresEvenWhenRemembered() {
    store.put(key, Optional.of(START.plusSeconds(2)));
    now = START.plusSeconds(2).minusMillis(1);
    assertThat(directory.find(key)).isPresent();
    now = START.plusSeconds(2);
    assertThat(directory.find(key)).isEmpty();
  }

  @Test
  void knownKeyWorksWhileTheStoreIsDownUpToItsLimit() {
    store.put(key, Optional.empty());
    assertThat(directory.find(key)).isPresent();
    store.down = true;
    now = START.plus(Duration.ofMinutes(10));
    assertThat(directory.find(key)).isPresent();
    now = START.plus(USABLE).minusMillis(1);
    assertThat(directory.find(key)).isPresent();
    now = START.plus(USABLE);
    assertThatThrownBy(() -> directory.find(key)).isInstanceOf(MetadataUnavailableException.class);
  }

  @Test
  void nobodyCanSayAboutAnUnknownKeyWhileTheStoreIsDown() {
    store.down = true;
    assertThatThrownBy(() -> directory.find(other))
        .isInstanceOf(MetadataUnavailableException.class);
  }

  @Test
  void keyThatDidNotExistBeforeTheOutageIsNotSaidToBeUnknownDuringIt() {
    assertThat(directory.find(other)).isEmpty();
    store.down = true;
    now = START.plus(FRESH);
    assertThatThrownBy(() -> directory.find(other))
        .isInstanceOf(MetadataUnavailableException.class);
  }

  @Test
  void asksAFailingStoreOnlyOnceASecond() {
    store.put(key, Optional.empty());
    assertThat(directory.find(key)).isPresent();
    store.down = true;
    now = START.plus(FRESH);
    for (int i = 0; i < 50; i++) {
      assertThat(directory.find(key)).isPresent();
    }
    assertThat(store.asked).isEqualTo(2);
    now = now.plusSeconds(1);
    assertThat(directory.find(key)).isPresent();
    assertThat(store.asked).isEqualTo(3);
  }

  @Test
  void learnsOfRevocationAfterTheOutage() {
    store.put(key, Optional.empty());
    assertThat(directory.find(key)).isPresent();
    store.down = true;
    now = START.plus(FRESH);
    assertThat(directory.find(key)).isPresent();
    store.down = false;
    store.keys.clear();
    now = now.plusSeconds(1);
    assertThat(directory.find(key)).isEmpty();
  }

  private static final class Store implements KeySource {
    private final Map<String, KnownKey> keys = new HashMap<>();
    private boolean down;
    private int asked;

    void put(ApiKey key, Optional<Instant> expiresAt) {
      ProjectDetails project =
          new ProjectDetails(new ProjectId(7), "demo", ZoneId.of("UTC"), DayOfWeek.MONDAY, START);
      keys.put(key.hash(), new KnownKey(1, project, key.scope(), KeyReach.PROJECT, expiresAt));
    }

    @Override
    public Optional<KnownKey> find(String keyHash) {
      asked++;
      if (down) {
        throw new MetadataUnavailableException("down");
      }
      return Optional.ofNullable(keys.get(keyHash));
    }
  }
}
