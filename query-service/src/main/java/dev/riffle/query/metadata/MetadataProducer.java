package dev.riffle.query.metadata;

import dev.riffle.query.config.RiffleConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires what is plain Java here. */
@ApplicationScoped
class MetadataProducer {
  @Produces
  @Singleton
  KeyDirectory keyDirectory(StoredKeys source, InstantSource clock, RiffleConfig config) {
    RiffleConfig.Keys keys = config.keys();
    return new KeyDirectory(source, clock, keys.freshFor(), keys.usableFor(), keys.maxRemembered());
  }
}
