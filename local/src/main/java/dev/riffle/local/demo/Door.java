package dev.riffle.local.demo;

/** A vendor's form of a batch; docs/events.md lists the doors. */
enum Door {
  /**
   * Segment's {@code POST /v1/batch}: Basic authentication, times in ISO 8601, messages with {@code
   * messageId}.
   */
  SEGMENT("/v1/batch") {
    @Override
    void open(StringBuilder body, String writeKey) {
      body.append("{\"context\":{\"library\":{\"name\":\"riffle-demo\",\"version\":\"1\"}},");
      body.append("\"batch\":[");
    }

    @Override
    void write(StringBuilder body, DemoRecord record) {
      boolean track = record.kind() == DemoRecord.Kind.TRACK;
      body.append(track ? "{\"type\":\"track\",\"event\":\"" : "{\"type\":\"identify");
      body.append(record.name()).append("\",\"messageId\":\"").append(record.messageId());
      body.append("\",\"userId\":\"").append(record.person().userId());
      body.append("\",\"timestamp\":\"");
      IsoTime.append(body, record.atMs());
      body.append(track ? "\",\"properties\":" : "\",\"traits\":");
      writeProperties(body, record);
      body.append('}');
    }

    @Override
    void close(StringBuilder body, long nowMs) {
      body.append("],\"sentAt\":\"");
      IsoTime.append(body, nowMs);
      body.append("\"}");
    }
  },

  /**
   * Amplitude's {@code POST /2/httpapi}: the key in the body, times in milliseconds, events with
   * {@code insert_id}; identify is an event of its own name.
   */
  AMPLITUDE("/2/httpapi") {
    @Override
    void open(StringBuilder body, String writeKey) {
      body.append("{\"api_key\":\"").append(writeKey).append("\",\"events\":[");
    }

    @Override
    void write(StringBuilder body, DemoRecord record) {
      boolean track = record.kind() == DemoRecord.Kind.TRACK;
      body.append("{\"event_type\":\"").append(track ? record.name() : "$identify");
      body.append("\",\"insert_id\":\"").append(record.messageId());
      body.append("\",\"user_id\":\"").append(record.person().userId());
      body.append("\",\"time\":").append(record.atMs());
      body.append(",\"library\":\"riffle-demo/1\"");
      body.append(track ? ",\"event_properties\":" : ",\"user_properties\":{\"$set\":");
      writeProperties(body, record);
      body.append(track ? "}" : "}}");
    }

    @Override
    void close(StringBuilder body, long nowMs) {
      body.append("],\"client_upload_time\":\"");
      IsoTime.append(body, nowMs);
      body.append("\"}");
    }
  };

  /** Every tenth person's app has Amplitude's SDK. */
  private static final int AMPLITUDE_EVERY = 10;

  private final String path;

  Door(String path) {
    this.path = path;
  }

  static Door of(Person person) {
    return person.index() % AMPLITUDE_EVERY == 9 ? AMPLITUDE : SEGMENT;
  }

  String path() {
    return path;
  }

  abstract void open(StringBuilder body, String writeKey);

  /** Everything in a record is plain ASCII without quotes, so nothing needs escaping. */
  abstract void write(StringBuilder body, DemoRecord record);

  abstract void close(StringBuilder body, long nowMs);

  private static void writeProperties(StringBuilder body, DemoRecord record) {
    char separator = '{';
    for (Property property : record.properties()) {
      body.append(separator).append('"').append(property.name()).append("\":");
      body.append(property.json());
      separator = ',';
    }
    body.append('}');
  }
}
