package dev.riffle.local.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A certificate that vouches for itself, in a folder that only its owner can read: the private key,
 * the certificate as PEM, and a PKCS #12 trust store with nothing but it for programs on the JVM.
 *
 * @param folder its files; made when needed
 */
public record SelfSignedCertificate(Path folder) {
  /** The trust store holds nothing secret, but the JVM wants a password for it. */
  public static final String TRUST_STORE_PASSWORD = "changeit";

  /** One that ends within this time is made anew, so that it does not end while Riffle runs. */
  static final Duration LEFT_MIN = Duration.ofDays(30);

  private static final String ALIAS = "riffle";
  private static final int SUBJECT_NAME = 1;
  private static final Base64.Encoder PEM_LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  public SelfSignedCertificate {
    folder = folder.toAbsolutePath().normalize();
  }

  /** The certificate as PEM, for whoever shall trust it. */
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /** The same as a PKCS #12 trust store, opened by {@link #TRUST_STORE_PASSWORD}. */
  public Path trustStore() {
    return folder.resolve("trust.p12");
  }

  public ServerCertificate files() {
    return new ServerCertificate(certificate(), folder.resolve("key.pem"));
  }

  /**
   * True when it is there, whole, not about to end, and made for all these names. The machine's own
   * name should not be among them: it changes with the network, and whoever trusts the certificate
   * would have to trust another one.
   *
   * @throws IOException when its files cannot be read
   */
  public boolean covers(Set<String> names, InstantSource clock) throws IOException {
    if (!Files.exists(certificate())
        || !Files.exists(files().key())
        || !Files.exists(trustStore())) {
      return false;
    }
    try (var pem = Files.newInputStream(certificate())) {
      X509Certificate there =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      return there.getNotAfter().toInstant().isAfter(clock.instant().plus(LEFT_MIN))
          && namesOf(there).containsAll(names);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * Makes a new one in place of what is there.
   *
   * @param names host names and IP addresses for which it holds
   * @throws IOException when a file cannot be written, or the JDK's keytool fails
   */
  public void make(Set<String> names) throws IOException, InterruptedException {
    Files.createDirectories(folder, ownerOnly("rwx------"));
    Path made = Files.createTempDirectory(folder, "new", ownerOnly("rwx------"));
    try {
      KeyTool keys = new KeyTool(made.resolve("key.p12"), ALIAS);
      KeyStore both = keys.generate(names);
      Certificate certificate = both.getCertificate(ALIAS);
      Key key = both.getKey(ALIAS, keys.password());
      replace(files().key(), made, pem("PRIVATE KEY", key.getEncoded()));
      replace(certificate(), made, pem("CERTIFICATE", certificate.getEncoded()));
      replace(trustStore(), made, trustStoreOf(certificate));
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be made", e);
    } finally {
      deleteAll(made);
    }
  }

  private static byte[] trustStoreOf(Certificate certificate)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, certificate);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    trusted.store(bytes, TRUST_STORE_PASSWORD.toCharArray());
    return bytes.toByteArray();
  }

  private static byte[] pem(String what, byte[] content) {
    String text =
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(what, PEM_LINES.encodeToString(content));
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A reader sees the old file or the new one, never half, and nobody but the owner sees it. */
  private static void replace(Path file, Path drafts, byte[] content) throws IOException {
    Path draft = Files.createFile(drafts.resolve(file.getFileName()), ownerOnly("rw-------"));
    Files.write(draft, content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Set<String> namesOf(X509Certificate certificate) throws GeneralSecurityException {
    Set<String> names = new HashSet<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      alternatives.forEach(name -> names.add(String.valueOf(name.get(SUBJECT_NAME))));
    }
    return names;
  }

  private static FileAttribute<?> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static void deleteAll(Path drafts) throws IOException {
    try (var files = Files.list(drafts)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(drafts);
  }
}
