package dev.riffle.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Says whether containers can be started here; asked once per JVM. */
public final class DockerEngine {
  private static final boolean ANSWERS = Probe.isAddressed() && Probe.isReachable();

  private DockerEngine() {}

  public static boolean answers() {
    return ANSWERS;
  }

  private static final class Probe {
    /** Spares machines without Docker the error that Testcontainers logs when it finds none. */
    private static boolean isAddressed() {
      return System.getenv("DOCKER_HOST") != null
          || Files.exists(Path.of("/var/run/docker.sock"))
          || Files.exists(Path.of(System.getProperty("user.home"), ".docker/run/docker.sock"));
    }

    private static boolean isReachable() {
      return DockerClientFactory.instance().isDockerAvailable();
    }
  }
}
