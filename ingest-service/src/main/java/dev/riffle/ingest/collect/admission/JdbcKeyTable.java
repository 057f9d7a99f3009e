package dev.riffle.ingest.collect.admission;

import dev.riffle.project.ProjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads {@code api_key}, which the query service owns and migrates. */
public final class JdbcKeyTable implements KeyTable {
  private static final String FIND =
      """
      SELECT project_id
        FROM api_key
       WHERE key_hash = ?
         AND scope IN ('write', 'admin')
         AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > now())
      """;

  private final DataSource dataSource;

  public JdbcKeyTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Optional<ProjectId> findWritable(String hash) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, hash);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(new ProjectId(rows.getInt(1))) : Optional.empty();
      }
    }
  }
}
