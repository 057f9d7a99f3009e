package dev.riffle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresEngineIT {
  @Test
  void givesTheUserADatabaseOfItsOwnAndStopsWithTheEngine() throws Exception {
    String url;
    try (PostgresEngine engine = PostgresEngine.start()) {
      url = engine.jdbcUrl();
      try (var connection = DriverManager.getConnection(url, engine.user(), engine.password());
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE project (id int)");
        assertThat(statement.executeUpdate("INSERT INTO project VALUES (1), (2)")).isEqualTo(2);
      }
      assertThatThrownBy(() -> DriverManager.getConnection(url, engine.user(), "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
    assertThatThrownBy(() -> DriverManager.getConnection(url, "riffle", "any"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("refused");
  }
}
