package dev.riffle.project;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The secret text of a key: a scope prefix and 32 random bytes in lower-case hex, for example
 * {@code wk_6f1c...}. Only its {@link #hash()} is stored. High entropy, so a plain SHA-256 is
 * enough.
 *
 * <p>{@link #toString()} shows the first characters only: a key never reaches a log whole.
 */
public record ApiKey(String text) {
  private static final int RANDOM_BYTES = 32;
  private static final int SHOWN_CHARACTERS = 11;
  private static final int PREFIX_LENGTH = 3;

  public ApiKey {
    if (!hasForm(text)) {
      throw new IllegalArgumentException("a key is wk_, rk_ or ak_ and 64 hex digits");
    }
  }

  /** The key, or empty when the text does not have the form of one. */
  public static Optional<ApiKey> parse(String text) {
    return hasForm(text) ? Optional.of(new ApiKey(text)) : Optional.empty();
  }

  /** Asked of every request, so not by a regular expression. */
  private static boolean hasForm(String text) {
    if (text.length() != PREFIX_LENGTH + 2 * RANDOM_BYTES || KeyScope.of(text).isEmpty()) {
      return false;
    }
    for (int i = PREFIX_LENGTH; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** A new key. The generator must be a cryptographic one outside tests. */
  public static ApiKey generate(KeyScope scope, RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new ApiKey(scope.prefix() + HexFormat.of().formatHex(bytes));
  }

  public KeyScope scope() {
    return KeyScope.of(text).orElseThrow();
  }

  /** Lower-case hex SHA-256 of the text: 64 characters, the only form that is stored. */
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The part of the key that lists and logs may show. */
  public String shownPrefix() {
    return text.substring(0, SHOWN_CHARACTERS);
  }

  @Override
  public String toString() {
    return shownPrefix() + "...";
  }
}
