package dev.riffle.ingest.collect.admission;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.riffle.project.ProjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads {@code api_key}, which the query service owns and migrates. */
public final class JdbcKeyTable implements KeyTable {
  private static final String FIND_WRITABLE =
      """
      SELECT project_id
        FROM api_key
       WHERE key_hash = ?
         AND scope IN ('write', 'admin')
         AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > now())
      """;

  private static final String FIND_READABLE =
      """
      SELECT project_id
        FROM api_key
       WHERE key_hash = ?
         AND scope IN ('read', 'admin')
         AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > now())
      """;

  private final DataSource dataSource;
  private final String find;

  private JdbcKeyTable(DataSource dataSource, @CompileTimeConstant String find) {
    this.dataSource = dataSource;
    this.find = find;
  }

  /** The keys that may post events. */
  public static JdbcKeyTable ofWriters(DataSource dataSource) {
    return new JdbcKeyTable(dataSource, FIND_WRITABLE);
  }

  /** The keys that may see a project's events. */
  public static JdbcKeyTable ofReaders(DataSource dataSource) {
    return new JdbcKeyTable(dataSource, FIND_READABLE);
  }

  @Override
  public Optional<ProjectId> project(String hash) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(find)) {
      statement.setString(1, hash);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(new ProjectId(rows.getInt(1))) : Optional.empty();
      }
    }
  }
}
