package dev.riffle.ingest.collect;

import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/** The tables of keys as the query service makes them, for tests that run without it. */
final class KeySchema {
  private final DataSource dataSource;

  KeySchema(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void create() throws SQLException {
    execute(
        """
        CREATE TABLE IF NOT EXISTS project (
          id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          name text UNIQUE NOT NULL,
          time_zone text NOT NULL DEFAULT 'UTC',
          week_start text NOT NULL DEFAULT 'MONDAY',
          created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE IF NOT EXISTS api_key (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          project_id int NOT NULL REFERENCES project (id),
          scope text NOT NULL CHECK (scope IN ('write', 'read', 'admin')),
          key_hash char(64) UNIQUE NOT NULL,
          shown_prefix text NOT NULL,
          label text NOT NULL DEFAULT '',
          created_at timestamptz NOT NULL DEFAULT now(),
          expires_at timestamptz NULL,
          revoked_at timestamptz NULL);
        INSERT INTO project (name) VALUES ('test') ON CONFLICT DO NOTHING
        """);
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

  void revoke(ApiKey key) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE api_key SET revoked_at = now() WHERE key_hash = ?")) {
      update.setString(1, key.hash());
      update.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
