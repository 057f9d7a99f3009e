package dev.riffle.ingest.load.identity;

import java.util.List;

/** Port: what administrators have ordered about aliases. */
public interface AliasOrders {
  /** No orders at all. */
  AliasOrders NONE = _ -> List.of();

  /**
   * The orders with greater ids than that one, in the order of their ids.
   *
   * @throws java.io.UncheckedIOException when they cannot be read now
   */
  List<AliasOrder> after(long id);
}
