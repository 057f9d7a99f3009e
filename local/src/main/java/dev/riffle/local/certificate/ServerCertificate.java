package dev.riffle.local.certificate;

import java.nio.file.Path;

/**
 * A certificate and its private key, as the ingest service reads them.
 *
 * @param certificate PEM: the certificate, then those of its issuers
 * @param key PEM: the private key in PKCS #8, without a password
 */
public record ServerCertificate(Path certificate, Path key) {
  public ServerCertificate {
    certificate = certificate.toAbsolutePath().normalize();
    key = key.toAbsolutePath().normalize();
  }
}
