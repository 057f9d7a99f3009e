package dev.riffle.local.clickhouse.statement;

/** What a statement does, as far as the server has to know. */
public enum StatementKind {
  /** SELECT; its result can be streamed. */
  SELECT,
  /** SHOW, DESCRIBE, EXPLAIN, EXISTS: reads, but the engine cannot stream it. */
  DESCRIBE,
  /** INSERT whose data follow the statement in a named format. */
  INSERT_DATA,
  /** INSERT with its values or its SELECT in the text. */
  INSERT,
  KILL_QUERY,
  /** SET, USE, SYSTEM, KILL MUTATION, DROP and TRUNCATE: takes no room on the disk. */
  CONTROL,
  /** DDL, mutations and everything else. */
  COMMAND;

  /** Changes nothing that is stored, so it may be broken off when nobody waits for it any more. */
  public boolean reads() {
    return this == SELECT || this == DESCRIBE;
  }

  /** After it a session may not be as it was before. */
  public boolean changesSession() {
    return this == COMMAND || this == CONTROL;
  }

  /** Writes something, so it may not begin when the disk is nearly full. */
  public boolean needsRoom() {
    return this == INSERT_DATA || this == INSERT || this == COMMAND;
  }
}
