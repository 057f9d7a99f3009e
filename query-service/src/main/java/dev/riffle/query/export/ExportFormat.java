package dev.riffle.query.export;

/** What a file of events, or of an answer's rows, looks like. */
public enum ExportFormat {
  /**
   * With a line of names; texts that a spreadsheet would take for a formula begin with {@code '}.
   */
  CSV("csv", "text/csv"),
  /** One JSON object a line. */
  JSONL("jsonl", "application/x-ndjson"),
  /** Of the Apache Parquet specification; texts as they were sent. */
  PARQUET("parquet", "application/vnd.apache.parquet");

  private final String wire;
  private final String mediaType;

  ExportFormat(String wire, String mediaType) {
    this.wire = wire;
    this.mediaType = mediaType;
  }

  /** Its name in addresses, and the end of the file's name. */
  public String wire() {
    return wire;
  }

  public String mediaType() {
    return mediaType;
  }
}
