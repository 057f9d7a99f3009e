package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.pool.Profile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Somebody who may connect; of the password only its SHA-256 is kept. */
final class User {
  private final String name;
  private final byte[] passwordHash;
  private final Profile profile;

  User(String name, String password, Profile profile) {
    this.name = name;
    this.passwordHash = hash(password);
    this.profile = profile;
  }

  /** Compares in constant time. */
  boolean hasPassword(String password) {
    return MessageDigest.isEqual(passwordHash, hash(password));
  }

  String name() {
    return name;
  }

  Profile profile() {
    return profile;
  }

  private static byte[] hash(String password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
