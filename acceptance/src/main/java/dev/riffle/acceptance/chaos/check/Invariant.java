package dev.riffle.acceptance.chaos.check;

/** What must hold after any run. */
public enum Invariant {
  NOTHING_LOST("every acknowledged event is stored"),
  STORED_ONCE("no ingest id is stored twice: we repeat nothing ourselves"),
  RETRIES_STORED_ONCE("a message id is stored once, however often the client sent it"),
  NO_ID_AS_OFTEN_AS_SENT("events without a message id: at least once for each acknowledgement"),
  NOTHING_INVENTED("nothing is stored that was not sent"),
  CONTENT_EQUAL("every row says what was sent"),
  CHECKSUMS_EQUAL("sum and xor over all contents are equal"),
  ALL_ACKNOWLEDGED("every event was acknowledged in the end"),
  NOTHING_REFUSED("no legal event is refused"),
  CATALOG_EQUAL("the catalog counts what the table has"),
  PERSONS_EQUAL("every sender has one row and the plan of the last identify"),
  DEAD_LETTERS_EXACT("the dead letters are the poison that was written, whole"),
  NO_ACK_WITHOUT_KAFKA("no 2xx while Kafka is out of reach, and a prompt 503"),
  LAG_VISIBLE("while the engine is away clients notice nothing, and metrics show the lag in 15 s"),
  CAUGHT_UP("what has piled up is loaded at five times the rate of the load"),
  TAKEN_OVER("a loader that stands still is replaced by the other, and gets its share again"),
  POISON_ASIDE("one large batch holds readable, unreadable and refused records"),
  MEMORY_BOUNDED("under overload the ingest process stays within its memory"),
  METRICS_BALANCE("accepted = taken = stored + already landed + duplicates + dead letters"),
  AUDIT_AGREES("Riffle's own audit finds nothing"),
  RECOVERED("everything works again within 60 s after the last fault, unattended"),
  DRAINED("everything in the log is loaded in the end");

  private final String text;

  Invariant(String text) {
    this.text = text;
  }

  /** As the report words it. */
  public String text() {
    return text;
  }
}
