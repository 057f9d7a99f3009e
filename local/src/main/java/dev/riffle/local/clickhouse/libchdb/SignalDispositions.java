package dev.riffle.local.clickhouse.libchdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Address of the handler of each signal that matters to the JVM, by signal number. Empty where the
 * layout of {@code struct sigaction} is not known to us: everywhere but on Linux with glibc, where
 * the handler comes first.
 */
record SignalDispositions(Map<Integer, Long> handlers) {
  /**
   * HUP INT QUIT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE TERM TSTP XFSZ SYS, numbers of Linux.
   */
  private static final int[] SIGNALS = {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15, 20, 25, 31};

  /** glibc's is 152 bytes on x86-64 and aarch64. */
  private static final int STRUCT_BYTES = 256;

  SignalDispositions {
    handlers = Map.copyOf(handlers);
  }

  static SignalDispositions current() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return new SignalDispositions(Map.of());
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle sigaction =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("sigaction"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    Map<Integer, Long> handlers = new TreeMap<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment struct = arena.allocate(STRUCT_BYTES, 8);
      for (int signal : SIGNALS) {
        int failed = (int) sigaction.invokeExact(signal, MemorySegment.NULL, struct);
        if (failed == 0) {
          handlers.put(signal, struct.get(JAVA_LONG, 0));
        }
      }
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
    return new SignalDispositions(handlers);
  }

  /** Numbers of the signals that are handled otherwise than before. */
  String differenceFrom(SignalDispositions before) {
    return handlers.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(before.handlers.get(entry.getKey())))
        .map(entry -> entry.getKey().toString())
        .sorted()
        .toList()
        .toString();
  }
}
