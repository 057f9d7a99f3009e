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

  private final Flaw flaw;
  private int mendedAt = Integer.MAX_VALUE;

  int rows;
  boolean deadLetter;

  /** The log has lost it before it was committed, or has had its offset rewritten. */
  boolean removed;

  Event(int ingestId, int key, int month, Flaw flaw) {
    this.ingestId = ingestId;
    this.key = key;
    this.month = month;
    this.flaw = flaw;
  }

  boolean wasFlawed() {
    return flaw != Flaw.NONE;
  }

  /** What is wrong with it for a loader that began at that step. */
  Flaw flawFor(int begun) {
    return begun > mendedAt ? Flaw.NONE : flaw;
  }

  /** The next version of the loader can do with it. */
  void mend(int step) {
    mendedAt = Math.min(mendedAt, step);
  }

  boolean isMended() {
    return mendedAt != Integer.MAX_VALUE;
  }

  @Override
  public String toString() {
    return "e"
        + ingestId
        + (key == 0 ? "" : " key " + key)
        + " month "
        + month
        + (flaw == Flaw.NONE ? "" : " " + flaw + (isMended() ? " mended" : ""));
  }
}
