package dev.riffle.acceptance.sdk.reaction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate that {@code ./riffle up --tls} has made, for a server of ours. */
final class OwnCertificate {
  private static final char[] IN_MEMORY = "unused".toCharArray();

  private OwnCertificate() {}

  /**
   * @param folder with {@code certificate.pem} and {@code key.pem}
   */
  static SSLContext of(Path folder) throws GeneralSecurityException, IOException {
    Certificate certificate;
    try (InputStream pem = Files.newInputStream(folder.resolve("certificate.pem"))) {
      certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
    String key = Files.readString(folder.resolve("key.pem")).replaceAll("-----[^-]+-----", "");
    PrivateKey secret =
        KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, IN_MEMORY);
    store.setKeyEntry("own", secret, IN_MEMORY, new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, IN_MEMORY);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
