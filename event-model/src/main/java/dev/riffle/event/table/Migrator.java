package dev.riffle.event.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings the tables of one ClickHouse database to the version of this build. Forward only.
 *
 * <p>Safe to run twice, at the same time, and after a crash at any point: each statement has no
 * effect the second time, and {@code schema_migrations} may note one migration more than once as
 * long as the checksums agree.
 */
public final class Migrator {
  private static final String CREATE_NOTES =
      """
      CREATE TABLE IF NOT EXISTS schema_migrations
      (
          version     UInt32,
          name        String,
          checksum    FixedString(64),
          applied_at  DateTime64(3, 'UTC') DEFAULT now64(3)
      )
      ENGINE = MergeTree
      ORDER BY version
      SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
      """;

  private static final String READ_NOTES =
      "SELECT DISTINCT version, name, checksum FROM schema_migrations ORDER BY version";

  private static final String NOTE =
      "INSERT INTO schema_migrations (version, name, checksum)"
          + " SELECT {version:UInt32}, {name:String}, {checksum:String}";

  private final SqlConnection connection;
  private final List<Migration> migrations;

  public Migrator(SqlConnection connection) {
    this(connection, Migration.all());
  }

  Migrator(SqlConnection connection, List<Migration> migrations) {
    for (int i = 0; i < migrations.size(); i++) {
      if (migrations.get(i).version() != i + 1) {
        throw new IllegalArgumentException(
            "migration versions have a gap before " + migrations.get(i).version());
      }
    }
    this.connection = connection;
    this.migrations = List.copyOf(migrations);
  }

  /**
   * Runs what has not run yet.
   *
   * @return the migrations that were run now
   * @throws MigrationException when an applied migration has changed since, is missing in between,
   *     or is newer than this build
   */
  public List<Migration> migrate() {
    connection.execute(CREATE_NOTES, Map.of());
    SortedMap<Integer, List<String>> applied = applied();
    List<Migration> run = new ArrayList<>();
    for (Migration migration : pending(applied)) {
      connection.execute(migration.statement(), Map.of());
      connection.execute(
          NOTE,
          Map.of(
              "version", migration.version(),
              "name", migration.name(),
              "checksum", migration.checksum()));
      run.add(migration);
    }
    return run;
  }

  /** Checksums by version; more than one when builds that differ have run against one database. */
  private SortedMap<Integer, List<String>> applied() {
    SortedMap<Integer, List<String>> applied = new TreeMap<>();
    for (List<String> row : connection.query(READ_NOTES, Map.of())) {
      applied.computeIfAbsent(Integer.valueOf(row.get(0)), _ -> new ArrayList<>()).add(row.get(2));
    }
    return applied;
  }

  private List<Migration> pending(SortedMap<Integer, List<String>> applied) {
    if (!applied.isEmpty() && applied.lastKey() > migrations.size()) {
      throw new MigrationException(
          "The tables are at version %d, but this build knows %d: run a newer build."
              .formatted(applied.lastKey(), migrations.size()));
    }
    List<Migration> pending = new ArrayList<>();
    for (Migration migration : migrations) {
      List<String> checksums = applied.get(migration.version());
      if (checksums == null) {
        pending.add(migration);
      } else if (!pending.isEmpty()) {
        throw new MigrationException(
            "Migration %d has run, but %d before it has not: the table schema_migrations is damaged."
                .formatted(migration.version(), pending.getFirst().version()));
      } else if (!checksums.equals(List.of(migration.checksum()))) {
        throw new MigrationException(
            "Migration %d (%s) has changed since it ran: applied %s, this build has %s. Migrations are never edited; add a new one."
                .formatted(migration.version(), migration.name(), checksums, migration.checksum()));
      }
    }
    return pending;
  }
}
