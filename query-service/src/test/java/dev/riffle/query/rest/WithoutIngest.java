package dev.riffle.query.rest;

import java.util.HashMap;
import java.util.Map;

/** With no ingest service, whatever else runs on this machine: nothing listens on port 1. */
public final class WithoutIngest extends DemoKeys {
  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
    overrides.put("riffle.page.ingest-url", "http://127.0.0.1:1");
    return overrides;
  }
}
