package dev.riffle.local.clickhouse.libchdb;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * ClickHouse inside this process: one data directory, any number of connections.
 *
 * <p>The engine runs from the first connection to the close of the last, so one connection (the
 * anchor) is held for as long as this object is open. A process holds one engine at a time, and a
 * data directory one process.
 */
public final class Engine implements AutoCloseable {
  /** Older releases lose the JVM's signal handlers (chdb-core issue 221). */
  private static final String OLDEST_VERSION = "26.7.3";

  private final Libchdb library;
  private final List<String> arguments;
  private final EngineConnection anchor;
  private final String version;

  private Engine(Libchdb library, List<String> arguments, String version) {
    this.library = library;
    this.arguments = List.copyOf(arguments);
    this.version = version;
    this.anchor = connect(List.of());
  }

  /**
   * Loads libchdb and opens the data directory that the arguments name.
   *
   * @param arguments of clickhouse-local, for example {@code --path=DIR}, for every connection
   * @throws IllegalStateException if the library is too old, took a signal handler of the JVM, or
   *     the data directory is in use by another process
   */
  public static Engine open(Path libraryFile, List<String> arguments) {
    Libchdb library = new Libchdb(libraryFile);
    String version = versionOf(library);
    if (Runtime.Version.parse(version).compareTo(Runtime.Version.parse(OLDEST_VERSION)) < 0) {
      throw new IllegalStateException(
          "libchdb " + version + " is too old, " + OLDEST_VERSION + " or newer is needed");
    }
    SignalDispositions before = SignalDispositions.current();
    keepSignalHandlersOfTheJvm(library);
    Engine engine = new Engine(library, arguments, version);
    SignalDispositions after = SignalDispositions.current();
    if (!after.equals(before)) {
      engine.close();
      throw new IllegalStateException(
          "libchdb replaced signal handlers of the JVM: " + after.differenceFrom(before));
    }
    return engine;
  }

  /** A new connection; {@code extra} arguments come after the engine's own and are settings. */
  public EngineConnection connect(List<String> extra) {
    List<String> all = new ArrayList<>();
    all.add("riffle");
    all.addAll(arguments);
    all.addAll(extra);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argv = arena.allocate(ADDRESS, all.size() + 1L);
      for (int i = 0; i < all.size(); i++) {
        argv.setAtIndex(ADDRESS, i, arena.allocateFrom(all.get(i)));
      }
      argv.setAtIndex(ADDRESS, all.size(), MemorySegment.NULL);
      MemorySegment handle = (MemorySegment) library.connect.invokeExact(all.size(), argv);
      if (handle.address() == 0) {
        throw new IllegalStateException(
            "libchdb cannot open its data directory: another process may be using it");
      }
      return new EngineConnection(library, handle);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  /** The connection that is always open; for statements of the server itself. */
  public EngineConnection anchor() {
    return anchor;
  }

  /** Version of the library, for example 26.7.3. */
  public String version() {
    return version;
  }

  /** Stops the engine. Every other connection must be closed before. */
  @Override
  public void close() {
    anchor.close();
    try {
      // 1 means that a background job still held a thread: harmless, the process is about to end
      int _ = (int) library.shutdown.invokeExact();
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  private static String versionOf(Libchdb library) {
    try {
      String version = Libchdb.text((MemorySegment) library.version.invokeExact());
      if (version == null) {
        throw new IllegalStateException("libchdb does not tell its version");
      }
      return version;
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  /** With libchdb's own handlers the first StackOverflowError hangs the process. */
  private static void keepSignalHandlersOfTheJvm(Libchdb library) {
    try {
      library.setSignalHandlersEnabled.invokeExact(0);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }
}
