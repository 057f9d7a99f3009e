package dev.riffle.local.cli;

import dev.riffle.local.certificate.HostNames;
import dev.riffle.local.certificate.SelfSignedCertificate;
import dev.riffle.local.certificate.ServerCertificate;
import dev.riffle.local.launch.CannotStartException;
import dev.riffle.local.launch.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Whether events may also come by https, and with which certificate. */
final class TlsOptions {
  @Option(
      names = "--tls",
      description =
          "Take events by https too, with a certificate of our own making (default: RIFFLE_TLS).")
  private boolean tls;

  @Option(
      names = "--tls-certificate",
      paramLabel = "PEM",
      defaultValue = "${env:RIFFLE_TLS_CERTIFICATE}",
      description = "Your certificate for https, instead (default: RIFFLE_TLS_CERTIFICATE).")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--tls-key",
      paramLabel = "PEM",
      defaultValue = "${env:RIFFLE_TLS_KEY}",
      description = "Its private key, PKCS #8 without a password (default: RIFFLE_TLS_KEY).")
  private Optional<Path> key = Optional.empty();

  /** A certificate of one's own says it too. */
  boolean isOn() {
    return tls
        || Boolean.parseBoolean(System.getenv("RIFFLE_TLS"))
        || certificate.isPresent()
        || key.isPresent();
  }

  /**
   * The user's own certificate, or ours, which is made when there is none for the host.
   *
   * @param say takes a line when one is made
   */
  Optional<ServerCertificate> certificate(DataDirectory data, String host, Consumer<String> say)
      throws IOException, InterruptedException, CannotStartException {
    if (!isOn()) {
      return Optional.empty();
    }
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.of(selfSigned(data, host, say));
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new CannotStartException(
          "A certificate needs its key: give both --tls-certificate and --tls-key.");
    }
    for (Path file : List.of(certificate.get(), key.get())) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new CannotStartException("The file " + file + " for https cannot be read.");
      }
    }
    return Optional.of(new ServerCertificate(certificate.get(), key.get()));
  }

  private static ServerCertificate selfSigned(DataDirectory data, String host, Consumer<String> say)
      throws IOException, InterruptedException {
    SelfSignedCertificate ours = new SelfSignedCertificate(data.tls());
    if (!ours.covers(HostNames.lasting(host), InstantSource.system())) {
      ours.make(HostNames.all(host));
      say.accept("Made a certificate for https; trust " + ours.certificate());
    }
    return ours.files();
  }
}
