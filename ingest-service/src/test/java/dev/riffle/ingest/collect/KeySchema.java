package dev.riffle.ingest.collect;

import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * The tables of keys, for tests that run without the query service. They are made by its own
 * migration, so that what the ingest service reads cannot drift from it.
 */
final class KeySchema {
  private static final Path MIGRATION =
      Path.of("../query-service/src/main/resources/db/migration/V1__projects_and_keys.sql");

  private final DataSource dataSource;

  KeySchema(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Runs the query service's own migration, once for each database. */
  void create() throws SQLException, IOException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet table = statement.executeQuery("SELECT to_regclass('api_key') IS NULL")) {
        table.next();
        if (!table.getBoolean(1)) {
          return;
        }
      }
      statement.execute(Files.readString(MIGRATION));
      statement.execute("INSERT INTO project (name) VALUES ('test')");
    }
  }

  void add(ApiKey key, KeyScope scope) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO api_key (project_id, scope, key_hash, shown_prefix)
                SELECT id, ?, ?, ? FROM project WHERE name = 'test' ON CONFLICT DO NOTHING
                """)) {
      insert.setString(1, scope.name().toLowerCase(Locale.ROOT));
      insert.setString(2, key.hash());
      insert.setString(3, key.shownPrefix());
      insert.executeUpdate();
    }
  }

  void addOfOtherProject(ApiKey key, KeyScope scope) throws SQLException {
    add(key, scope);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO project (name) VALUES ('other') ON CONFLICT DO NOTHING");
      try (PreparedStatement update =
          connection.prepareStatement(
              """
              UPDATE api_key SET project_id = (SELECT id FROM project WHERE name = 'other')
               WHERE key_hash = ?
              """)) {
        update.setString(1, key.hash());
        update.executeUpdate();
      }
    }
  }

  void revoke(ApiKey key) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE api_key SET revoked_at = now() WHERE key_hash = ?")) {
      update.setString(1, key.hash());
      update.executeUpdate();
    }
  }
}
