package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.local.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  @TempDir private Path folder;

  @Test
  void namesThePortThatIsTakenAndHowToChooseAnother() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports =
          new Ports(
              FreePort.next(),
              OptionalInt.empty(),
              FreePort.next(),
              FreePort.next(),
              taken.getLocalPort(),
              FreePort.next(),
              FreePort.next());

      assertThatThrownBy(() -> Preflight.checkPorts(ports, "127.0.0.1"))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "Port "
                  + taken.getLocalPort()
                  + " (kafka-controller) is taken by another program; stop that, or choose another"
                  + " port with --kafka-controller-port or RIFFLE_KAFKA_CONTROLLER_PORT.");
    }
  }

  @Test
  void namesThePortOfHttpsThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports =
          new Ports(
              FreePort.next(),
              OptionalInt.of(taken.getLocalPort()),
              FreePort.next(),
              FreePort.next(),
              FreePort.next(),
              FreePort.next(),
              FreePort.next());

      assertThatThrownBy(() -> Preflight.checkPorts(ports, "127.0.0.1"))
          .hasMessageContaining("(ingest-tls) is taken")
          .hasMessageContaining("--ingest-tls-port or RIFFLE_INGEST_TLS_PORT");
    }
  }

  @Test
  void passesFreePorts() throws Exception {
    Ports ports =
        new Ports(
            FreePort.next(),
            OptionalInt.empty(),
            FreePort.next(),
            FreePort.next(),
            FreePort.next(),
            FreePort.next(),
            FreePort.next());

    assertThatCode(() -> Preflight.checkPorts(ports, "127.0.0.1")).doesNotThrowAnyException();
  }

  @Test
  void refusesAnAddressThatIsNotOfThisMachine() throws Exception {
    Ports ports =
        new Ports(
            FreePort.next(),
            OptionalInt.empty(),
            FreePort.next(),
            FreePort.next(),
            FreePort.next(),
            FreePort.next(),
            FreePort.next());

    assertThatThrownBy(() -> Preflight.checkPorts(ports, "192.0.2.1"))
        .hasMessageContaining("no address 192.0.2.1");
  }

  @Test
  void needsAGigabyteOfDisk() {
    assertThatCode(() -> Preflight.checkFree(folder, 1L << 30)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Preflight.checkFree(folder, (1L << 30) - 1))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("at least 1 GB");
  }

  @Test
  void createsTheDataDirectoryForItsOwnerOnly() throws Exception {
    DataDirectory data = new DataDirectory(folder.resolve("new/data"));

    Preflight.checkDataDirectory(data);

    assertThat(Files.getPosixFilePermissions(data.root())).hasSize(3);
    assertThat(data.logs()).isDirectory();
    assertThat(data.run()).isEmptyDirectory();
  }

  @Test
  void saysWhenTheDataDirectoryCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> Preflight.checkDataDirectory(new DataDirectory(file.resolve("data"))))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("--data");
  }

  @Test
  void needsTheJavaThatItIsBuiltFor() {
    assertThatCode(() -> Preflight.checkJava(Runtime.Version.parse("25.0.1+8")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Preflight.checkJava(Runtime.Version.parse("24.0.2+12")))
        .hasMessageContaining("needs a JDK 25");
  }
}
