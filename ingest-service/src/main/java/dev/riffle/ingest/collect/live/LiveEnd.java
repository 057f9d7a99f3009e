package dev.riffle.ingest.collect.live;

import java.util.Locale;

/** Why a viewer's stream ended. Closed, and so fit for a metric's label. */
public enum LiveEnd {
  /** The viewer went away. */
  CLIENT,
  /** It took nothing for too long. */
  STALLED,
  /** Its key was revoked or ran out. */
  KEY,
  /** The service stops. */
  STOPPING;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
