package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import dev.riffle.local.clickhouse.pool.Profile;
import java.util.List;

/** The two users of the embedded engine, as RIFFLE_CLICKHOUSE_*_PASSWORD define them. */
public final class Users {
  private static final int MIN_PASSWORD_CHARACTERS = 8;

  private final List<User> users;

  /**
   * @throws IllegalArgumentException for a password of less than 8 characters
   */
  public Users(String writerPassword, String readerPassword) {
    for (String password : List.of(writerPassword, readerPassword)) {
      if (password.length() < MIN_PASSWORD_CHARACTERS) {
        throw new IllegalArgumentException(
            "a ClickHouse password needs " + MIN_PASSWORD_CHARACTERS + " characters or more");
      }
    }
    this.users =
        List.of(
            new User("writer", writerPassword, Profile.WRITER),
            new User("reader", readerPassword, Profile.READER));
  }

  /**
   * @throws EngineException 516, whether the name or the password is wrong
   */
  User authenticate(Credentials credentials) {
    return users.stream()
        .filter(user -> user.name().equals(credentials.user()))
        .filter(user -> user.hasPassword(credentials.password()))
        .findFirst()
        .orElseThrow(() ->
            new EngineException(
                EngineException.AUTHENTICATION_FAILED,
                "AUTHENTICATION_FAILED",
                "Authentication failed: password is incorrect, or there is no user with such"
                    + " name."));
  }
}
