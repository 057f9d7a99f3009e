package dev.riffle.local.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedCertificateTest {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "riffle.example");

  @TempDir private Path data;
  private SelfSignedCertificate certificate;

  @BeforeEach
  void inAFolderThatIsNotThereYet() {
    certificate = new SelfSignedCertificate(data.resolve("tls"));
  }

  @Test
  void isForItsNamesAndForServersOnly() throws Exception {
    certificate.make(NAMES);

    X509Certificate made = read();
    assertThat(made.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(2, "localhost"), List.of(2, "riffle.example"), List.of(7, "127.0.0.1"));
    assertThat(made.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(made.getBasicConstraints()).as("cannot sign others").isEqualTo(-1);
  }

  @Test
  void onlyTheOwnerCanReadItsFilesAndNothingElseIsLeft() throws Exception {
    certificate.make(NAMES);

    try (var files = Files.list(certificate.folder())) {
      assertThat(files)
          .containsExactlyInAnyOrder(
              certificate.certificate(), certificate.trustStore(), certificate.files().key())
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(certificate.folder())))
        .isEqualTo("rwx------");
  }

  @Test
  void theTrustStoreHoldsTheCertificateAndNoKey() throws Exception {
    certificate.make(NAMES);

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(certificate.trustStore())) {
      trusted.load(bytes, SelfSignedCertificate.TRUST_STORE_PASSWORD.toCharArray());
    }
    assertThat(trusted.size()).isOne();
    assertThat(trusted.isCertificateEntry("riffle")).isTrue();
    assertThat(trusted.getCertificate("riffle")).isEqualTo(read());
  }

  @Test
  void isKeptUntilItsEndIsNear() throws Exception {
    certificate.make(NAMES);

    Instant near = read().getNotAfter().toInstant().minus(SelfSignedCertificate.LEFT_MIN);
    assertThat(certificate.covers(NAMES, InstantSource.fixed(near.minusSeconds(1)))).isTrue();
    assertThat(certificate.covers(NAMES, InstantSource.fixed(near))).isFalse();
  }

  @Test
  void isNotEnoughForAnotherNameOrWhenAFileIsMissing() throws Exception {
    InstantSource clock = InstantSource.system();
    assertThat(certificate.covers(NAMES, clock)).isFalse();
    certificate.make(NAMES);

    assertThat(certificate.covers(Set.of("localhost"), clock)).isTrue();
    assertThat(certificate.covers(Set.of("localhost", "other.example"), clock)).isFalse();
    Files.delete(certificate.files().key());
    assertThat(certificate.covers(NAMES, clock)).isFalse();
  }

  @Test
  void aDamagedOneIsMadeAnew() throws Exception {
    certificate.make(NAMES);
    Files.writeString(certificate.certificate(), "nothing");
    assertThat(certificate.covers(NAMES, InstantSource.system())).isFalse();

    certificate.make(NAMES);

    assertThat(certificate.covers(NAMES, InstantSource.system())).isTrue();
  }

  private X509Certificate read() throws Exception {
    try (InputStream pem = Files.newInputStream(certificate.certificate())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }
}
