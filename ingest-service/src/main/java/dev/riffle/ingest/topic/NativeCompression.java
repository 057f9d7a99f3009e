package dev.riffle.ingest.topic;

import java.lang.System.Logger.Level;
import net.jpountz.lz4.LZ4Factory;

/**
 * The native form of lz4, in which the topic's batches are compressed.
 *
 * <p>Kafka's client takes what {@link LZ4Factory#fastestInstance()} gives, and that is the native
 * form only if it is loaded already, or if the class loader of lz4 is the system's. In a packaged
 * Quarkus application it is not, and everything would be compressed by the form in plain Java,
 * which takes several times as long.
 */
public final class NativeCompression {
  private static final System.Logger LOG = System.getLogger(NativeCompression.class.getName());

  private NativeCompression() {}

  /**
   * Loads it, before the first client of Kafka is made. Where there is none for the platform, lz4
   * goes on in Java.
   */
  public static void load() {
    try {
      LZ4Factory.nativeInstance();
    } catch (LinkageError e) {
      LOG.log(Level.WARNING, "lz4 has no native form here and will be slower", e);
    }
  }
}
