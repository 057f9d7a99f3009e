package dev.riffle.local.clickhouse.disk;

import java.io.IOException;

/** Free bytes of a volume, as of now. */
@FunctionalInterface
public interface FreeSpace {
  long bytes() throws IOException;
}
