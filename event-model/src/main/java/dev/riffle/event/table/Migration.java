package dev.riffle.event.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One step of the schema: one statement in one file, named {@code V001__events.sql}. The statement
 * can be run again without effect, because a crash may fall between it and the note that it ran.
 *
 * @param version 1, 2, 3, ... without a gap
 * @param name the part of the file's name after the version
 */
public record Migration(int version, String name, String statement) {
  // a list, not a folder scan: a jar has no folders to scan
  private static final List<String> FILES =
      List.of(
          "V001__events.sql",
          "V002__persons.sql",
          "V003__catalog.sql",
          "V004__unreadable.sql",
          "V005__load_ledger.sql",
          "V006__drop_unreadable.sql",
          "V007__events_resolution_columns.sql",
          "V008__events_identified.sql",
          "V009__device_users.sql",
          "V010__sender_persons.sql",
          "V011__restatements.sql",
          "V012__resolution_progress.sql",
          "V013__events_changes.sql",
          "V014__restatement_pieces.sql",
          "V015__restatements_owner_columns.sql",
          "V016__restatement_pieces_made_at.sql",
          "V017__restated.sql",
          "V018__restatements_stretches.sql");

  private static final Pattern FILE = Pattern.compile("V(\\d{3})__([a-z0-9_]+)\\.sql");

  public Migration {
    if (version <= 0 || name.isBlank() || statement.isBlank()) {
      throw new IllegalArgumentException("a migration has a version, a name and a statement");
    }
  }

  /** All migrations of this build, in order. */
  public static List<Migration> all() {
    return FILES.stream().map(Migration::read).toList();
  }

  /**
   * Lower-case hex SHA-256 of the statement, line ends normalised: a checkout on another system has
   * the same.
   */
  public String checksum() {
    try {
      byte[] text = statement.replace("\r\n", "\n").strip().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Names of the files beside the classes, for a test that none was left out of the list. */
  static Stream<String> files() {
    return FILES.stream();
  }

  private static Migration read(String file) {
    Matcher matcher = FILE.matcher(file);
    if (!matcher.matches()) {
      throw new IllegalStateException("not the name of a migration: " + file);
    }
    try (InputStream in = Migration.class.getResourceAsStream("/clickhouse/" + file)) {
      if (in == null) {
        throw new IllegalStateException("missing migration: " + file);
      }
      String statement = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Migration(Integer.parseInt(matcher.group(1)), matcher.group(2), statement);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
