package dev.riffle.ingest.collect.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import dev.riffle.project.ProjectId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CachedKeysTest {
  private static final ApiKey KEY = ApiKey.generate(KeyScope.WRITE, new Random(1));
  private static final KeyHolder HOLDER = new KeyHolder.Project(new ProjectId(7), KEY.hash());
  private static final KeyHolder NOBODY = new KeyHolder.Nobody();
  private static final KeyHolder UNAVAILABLE = new KeyHolder.Unavailable();
  private static final KeyCachePolicy POLICY =
      new KeyCachePolicy(
          Duration.ofSeconds(4),
          Duration.ofMinutes(15),
          Duration.ofSeconds(1),
          100,
          10,
          new RateLimit(2, 20, 100));

  private final Table table = new Table();
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final CachedKeys keys = new CachedKeys(table, POLICY, () -> now, Runnable::run);

  private static final class Table implements KeyTable {
    final Map<String, ProjectId> projects = new HashMap<>();
    int lookups;
    boolean silent;

    @Override
    public Optional<ProjectId> project(String hash) throws SQLException {
      lookups++;
      if (silent) {
        throw new SQLException("no answer", "08006");
      }
      return Optional.ofNullable(projects.get(hash));
    }
  }

  @Test
  void aKnownKeyIsNotLookedUpTwiceInARow() {
    table.projects.put(KEY.hash(), new ProjectId(7));

    assertThat(holder(KEY)).isEqualTo(HOLDER);
    pass(Duration.ofSeconds(2));
    assertThat(holder(KEY)).isEqualTo(HOLDER);

    assertThat(table.lookups).isEqualTo(1);
  }

  @Test
  void aRevokedKeyIsRefusedAfterTheFreshTimeAlsoWhenItWasIdle() {
    table.projects.put(KEY.hash(), new ProjectId(7));
    assertThat(holder(KEY)).isEqualTo(HOLDER);
    table.projects.clear();

    pass(Duration.ofMillis(1999));
    assertThat(holder(KEY)).isEqualTo(HOLDER);
    pass(Duration.ofMillis(2001));
    assertThat(holder(KEY)).isEqualTo(NOBODY);
  }

  @Test
  void aNewKeyWorksAfterTheFreshTime() {
    assertThat(holder(KEY)).isEqualTo(NOBODY);
    table.projects.put(KEY.hash(), new ProjectId(7));
    pass(Duration.ofSeconds(4));

    assertThat(holder(KEY)).isEqualTo(HOLDER);
  }

  @Test
  void whileTheTableIsSilentKnownKeysWorkAndUnknownOnesAreToComeAgain() {
    table.projects.put(KEY.hash(), new ProjectId(7));
    ApiKey unknown = ApiKey.generate(KeyScope.WRITE, new Random(2));
    ApiKey refused = ApiKey.generate(KeyScope.WRITE, new Random(3));
    assertThat(holder(KEY)).isEqualTo(HOLDER);
    assertThat(holder(refused)).isEqualTo(NOBODY);
    table.silent = true;

    pass(Duration.ofMinutes(10));

    assertThat(holder(KEY)).isEqualTo(HOLDER);
    assertThat(holder(unknown)).isEqualTo(UNAVAILABLE);
    assertThat(holder(refused)).isEqualTo(UNAVAILABLE);
    assertThat(table.lookups).as("asked once, then left in peace").isEqualTo(3);
    pass(Duration.ofMinutes(4).plusSeconds(59));
    assertThat(holder(KEY)).isEqualTo(HOLDER);
    pass(Duration.ofSeconds(1));
    assertThat(holder(KEY)).isEqualTo(UNAVAILABLE);
    table.silent = false;
    pass(Duration.ofSeconds(1));
    assertThat(holder(KEY)).isEqualTo(HOLDER);
  }

  @Test
  void inventedKeysDoNotFloodTheTable() {
    for (int i = 0; i < 1000; i++) {
      ApiKey invented = ApiKey.generate(KeyScope.WRITE, new Random(100 + i));
      keys.holder(invented.text(), "net-" + i);
      keys.holder("invented-" + i, "net-" + i);
    }

    assertThat(table.lookups).isEqualTo(10);
  }

  @Test
  void aNetworkThatSendsUnknownKeysIsToldWhenToComeAgainAndItsKnownKeysWorkOn() {
    table.projects.put(KEY.hash(), new ProjectId(7));
    ApiKey invented = ApiKey.generate(KeyScope.WRITE, new Random(2));
    assertThat(holder(KEY)).isEqualTo(HOLDER);

    for (int i = 0; i < 19; i++) {
      assertThat(holder(invented)).isEqualTo(NOBODY);
    }

    assertThat(holder(invented)).isEqualTo(new KeyHolder.Throttled(Duration.ofSeconds(1)));
    assertThat(holder(KEY)).isEqualTo(HOLDER);
    assertThat(keys.holder(invented.text(), "another net").toCompletableFuture().join())
        .isEqualTo(NOBODY);
    pass(Duration.ofMillis(500));
    assertThat(holder(invented)).isEqualTo(NOBODY);
  }

  @Test
  void whatHasNotTheFormOfAKeyIsNobodys() {
    assertThat(keys.holder("x", "net").toCompletableFuture().join()).isEqualTo(NOBODY);
    assertThat(table.lookups).isZero();
  }

  private KeyHolder holder(ApiKey key) {
    return keys.holder(key.text(), "net").toCompletableFuture().join();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
