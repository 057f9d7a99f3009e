package dev.riffle.ingest.load.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Reads {@code alias_orders}, which the query service owns and migrates; there may be none yet. */
public final class JdbcAliasOrders implements AliasOrders {
  private static final String AFTER =
      """
      SELECT id, project, previous_id, user_id, action, ordered_at
        FROM alias_orders
       WHERE id > ?
       ORDER BY id
      """;

  /** The state of a query that names a table which does not exist. */
  private static final String UNDEFINED_TABLE = "42P01";

  private final DataSource dataSource;

  public JdbcAliasOrders(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<AliasOrder> after(long id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(AFTER)) {
      statement.setLong(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        List<AliasOrder> orders = new ArrayList<>();
        while (rows.next()) {
          orders.add(
              new AliasOrder(
                  rows.getLong(1),
                  rows.getInt(2),
                  rows.getString(3),
                  rows.getString(4),
                  AliasOrder.Action.valueOf(rows.getString(5).toUpperCase(Locale.ROOT)),
                  rows.getTimestamp(6).getTime()));
        }
        return orders;
      }
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return List.of();
      }
      throw new UncheckedIOException("alias orders cannot be read", new IOException(e));
    }
  }
}
