package dev.riffle.query.metadata;

import java.util.Optional;

/** Where keys are looked up when the directory does not know them. */
@FunctionalInterface
interface KeySource {
  /**
   * The usable key with this hash, or empty when there is none, or it is revoked or expired.
   *
   * @throws MetadataUnavailableException when nobody can say
   */
  Optional<KnownKey> find(String keyHash);
}
