package dev.riffle.ingest.collect.protocol;

import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import java.util.List;

/** The HTTP API of one vendor. Pure and thread-safe. */
public interface Door {
  /** The vendor, as a metric's label. */
  String vendor();

  /** Paths that take a POST, without a slash at the end; each is also served with one. */
  List<String> paths();

  /** Paths that also take a GET, the fields in the query. */
  default List<String> queryPaths() {
    return List.of();
  }

  /**
   * Whether a request is meant for this door. Asked only where several doors have the same path, so
   * that it may look into the body.
   */
  default boolean recognises(ReceivedRequest request) {
    return true;
  }

  /**
   * Reads a whole request.
   *
   * @throws RefusedRequestException when nothing of it can be used
   */
  ReceivedBatch read(ReceivedRequest request) throws RefusedRequestException;

  /**
   * Whether the good events of a request are stored when others are refused. What loses and doubles
   * nothing depends on what the vendor's libraries do with such a reply.
   */
  boolean storesPartOfRequest();

  Reply reply(Answer answer);
}
