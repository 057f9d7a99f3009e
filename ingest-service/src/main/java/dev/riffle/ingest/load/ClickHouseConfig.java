package dev.riffle.ingest.load;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The analytics store, with a user that may write. */
@ConfigMapping(prefix = "riffle.clickhouse")
public interface ClickHouseConfig {
  /** Address of the HTTP interface. */
  @WithDefault("http://127.0.0.1:18123")
  String url();

  /** Database of the tables. It exists. */
  @WithDefault("riffle")
  String database();

  /** User that may create, read and write the tables. */
  @WithDefault("writer")
  String user();

  /** Password of the user; there is no default. */
  Optional<String> password();
}
