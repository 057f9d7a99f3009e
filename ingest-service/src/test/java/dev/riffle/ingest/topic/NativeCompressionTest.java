package dev.riffle.ingest.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

class NativeCompressionTest {
  /** As a packaged Quarkus application has it: the classes are not those of the system's loader. */
  @Test
  void kafkaFindsTheNativeFormWhoeverLoadsTheClasses() throws Exception {
    try (URLClassLoader packaged = packaged()) {
      assertThat(fastest(packaged)).contains("Java");

      packaged.loadClass(NativeCompression.class.getName()).getMethod("load").invoke(null);

      assertThat(fastest(packaged)).contains("JNI");
    }
  }

  private static URLClassLoader packaged() {
    return new URLClassLoader(
        new URL[] {place(NativeCompression.class), place(LZ4Factory.class)},
        ClassLoader.getPlatformClassLoader());
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** What Kafka's client asks for. */
  private static String fastest(ClassLoader loader) throws ReflectiveOperationException {
    return String.valueOf(
        loader.loadClass(LZ4Factory.class.getName()).getMethod("fastestInstance").invoke(null));
  }
}
