package dev.riffle.acceptance;

import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test the same {@link RunningRiffle}: started before the first, stopped after the
 * last. Its data directory stays under {@code target/}, so that a failure can be looked into.
 */
public final class OneRiffle implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(OneRiffle.class);

  /** Closed by JUnit with the root store. */
  private record Started(RunningRiffle riffle) implements AutoCloseable {
    static Started start() {
      try {
        Path folder = Files.createDirectories(Path.of("target", "riffle"));
        // Amplitude's SDK for Java speaks https only
        RunningRiffle riffle =
            RunningRiffle.prepare(Files.createTempDirectory(folder, "data"))
                .with(Map.of("RIFFLE_TLS", "true"));
        riffle.up();
        return new Started(riffle);
      } catch (IOException e) {
        throw new IllegalStateException("Riffle did not start", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Riffle did not start", e);
      }
    }

    @Override
    public void close() throws IOException, InterruptedException {
      riffle.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningRiffle.class;
  }

  @Override
  public RunningRiffle resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Started.class, type -> Started.start(), Started.class)
        .riffle();
  }
}
