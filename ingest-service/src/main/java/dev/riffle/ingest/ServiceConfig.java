package dev.riffle.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Keys directly under {@code riffle}. */
@ConfigMapping(prefix = "riffle")
public interface ServiceConfig {
  /** What this process does: collect, load, or both. */
  @WithDefault("collect,load")
  Set<Role> roles();
}
