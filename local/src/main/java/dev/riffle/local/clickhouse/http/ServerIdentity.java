package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.EngineException;

/** What the server says of itself in headers and messages. */
public record ServerIdentity(String displayName, String version, String timeZone) {

  /** A message as a server ends it: drivers look for the version. */
  String signed(EngineException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("(version ") ? message : message + " (version " + version + ")";
  }
}
