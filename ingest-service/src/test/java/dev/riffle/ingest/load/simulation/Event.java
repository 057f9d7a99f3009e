package dev.riffle.ingest.load.simulation;

/** One acknowledged event, and what has become of it. */
final class Event {
  /** What is wrong with it. */
  enum Flaw {
    NONE,
    /** Not even its ingest id can be read. */
    UNREADABLE,
    /** The engine refuses every insert with it. */
    REFUSED
  }

  final int ingestId;

  /** Of the message id; 0 when the client gave none. The client's retries have the same. */
  final int key;

  /** The engine's partition that its row belongs in. */
  final int month;

  /** As the loader's present version has it; an upgrade may mend it. */
  Flaw flaw;

  final boolean wasFlawed;
  int rows;
  boolean deadLetter;

  /** The log has lost it before it was committed, or has had its offset rewritten. */
  boolean removed;

  Event(int ingestId, int key, int month, Flaw flaw) {
    this.ingestId = ingestId;
    this.key = key;
    this.month = month;
    this.flaw = flaw;
    this.wasFlawed = flaw != Flaw.NONE;
  }

  @Override
  public String toString() {
    return "e"
        + ingestId
        + (key == 0 ? "" : " key " + key)
        + " month "
        + month
        + (flaw == Flaw.NONE ? "" : " " + flaw);
  }
}
