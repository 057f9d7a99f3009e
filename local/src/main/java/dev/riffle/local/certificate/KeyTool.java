package dev.riffle.local.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The JDK's {@code keytool}: the one way to sign a certificate that the JDK itself has. */
final class KeyTool {
  /** The longest that macOS and iOS take: 825 days. */
  private static final int VALID_DAYS = 825;

  private static final int TIMEOUT_SECONDS = 60;
  private static final int PASSWORD_BYTES = 24;
  private static final String PASSWORD_VARIABLE = "RIFFLE_KEY_PASSWORD";

  private final Path store;
  private final String alias;
  private final String password = randomText();

  /**
   * @param store file that it writes, under a password that nobody else knows
   */
  KeyTool(Path store, String alias) {
    this.store = store;
    this.alias = alias;
  }

  char[] password() {
    return password.toCharArray();
  }

  /** A new key on curve P-256 and its certificate, for the names, to be used by servers only. */
  KeyStore generate(Set<String> names)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path output = store.resolveSibling("keytool.log");
    ProcessBuilder builder =
        new ProcessBuilder(command(names))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // not among the arguments, which other users can read
    builder.environment().put(PASSWORD_VARIABLE, password);
    Process keytool = builder.start();
    if (!keytool.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      keytool.destroyForcibly();
      throw new IOException("keytool did not end");
    }
    if (keytool.exitValue() != 0) {
      throw new IOException(
          "keytool failed: " + Files.readString(output, StandardCharsets.UTF_8).strip());
    }
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(store)) {
      made.load(bytes, password());
    }
    return made;
  }

  private List<String> command(Set<String> names) {
    String alternatives =
        names.stream()
            .sorted()
            .map(name -> (HostNames.isAddress(name) ? "ip:" : "dns:") + name)
            .collect(Collectors.joining(","));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        alias,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        Integer.toString(VALID_DAYS),
        "-dname",
        "CN=Riffle on this machine",
        "-ext",
        "san=" + alternatives,
        "-ext",
        "bc=ca:false",
        "-ext",
        "eku=serverAuth",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass:env",
        PASSWORD_VARIABLE);
  }

  private static String randomText() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
