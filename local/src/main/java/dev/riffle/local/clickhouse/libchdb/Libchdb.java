package dev.riffle.local.clickhouse.libchdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The C functions of libchdb that we call, bound once per process, and nothing else.
 *
 * <p>Every call may block and needs a native stack of 1 MB at least: call from platform threads
 * made for it ({@link EngineThreads}), never from a virtual thread.
 */
final class Libchdb {
  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup symbols;

  final MethodHandle version;
  final MethodHandle setSignalHandlersEnabled;
  final MethodHandle connect;
  final MethodHandle closeConnection;
  final MethodHandle shutdown;
  final MethodHandle query;
  final MethodHandle streamQuery;
  final MethodHandle streamFetch;
  final MethodHandle streamCancel;
  final MethodHandle insert;
  final MethodHandle insertAppend;
  final MethodHandle insertDone;
  final MethodHandle insertError;
  final MethodHandle insertCancel;
  final MethodHandle insertDestroy;
  final MethodHandle resultBuffer;
  final MethodHandle resultLength;
  final MethodHandle resultError;
  final MethodHandle resultElapsed;
  final MethodHandle resultRows;
  final MethodHandle resultReadRows;
  final MethodHandle resultReadBytes;
  final MethodHandle resultWrittenRows;
  final MethodHandle resultWrittenBytes;
  final MethodHandle resultDestroy;

  /** Loads the library into this process, for good: it cannot be unloaded. */
  Libchdb(Path library) {
    symbols = SymbolLookup.libraryLookup(library, Arena.global());
    version = bind("chdb_version", ADDRESS);
    setSignalHandlersEnabled = bind("chdb_set_signal_handlers_enabled", null, JAVA_INT);
    connect = bind("chdb_connect", ADDRESS, JAVA_INT, ADDRESS);
    closeConnection = bind("chdb_close_conn", null, ADDRESS);
    shutdown = bind("chdb_shutdown", JAVA_INT);
    query = bindStatement("chdb_query_with_params_n");
    streamQuery = bindStatement("chdb_stream_query_with_params_n");
    streamFetch = bind("chdb_stream_fetch_result", ADDRESS, ADDRESS, ADDRESS);
    streamCancel = bind("chdb_stream_cancel_query", null, ADDRESS, ADDRESS);
    insert = bindStatement("chdb_stream_insert_with_params_n");
    insertAppend = bind("chdb_stream_append", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    insertDone = bind("chdb_stream_done", ADDRESS, ADDRESS);
    insertError = bind("chdb_stream_insert_error", ADDRESS, ADDRESS);
    insertCancel = bind("chdb_stream_cancel_insert", null, ADDRESS);
    insertDestroy = bind("chdb_destroy_insert_stream", null, ADDRESS);
    resultBuffer = bind("chdb_result_buffer", ADDRESS, ADDRESS);
    resultLength = bind("chdb_result_length", JAVA_LONG, ADDRESS);
    resultError = bind("chdb_result_error", ADDRESS, ADDRESS);
    resultElapsed = bind("chdb_result_elapsed", JAVA_DOUBLE, ADDRESS);
    resultRows = bind("chdb_result_rows_read", JAVA_LONG, ADDRESS);
    resultReadRows = bind("chdb_result_storage_rows_read", JAVA_LONG, ADDRESS);
    resultReadBytes = bind("chdb_result_storage_bytes_read", JAVA_LONG, ADDRESS);
    resultWrittenRows = bind("chdb_result_rows_written", JAVA_LONG, ADDRESS);
    resultWrittenBytes = bind("chdb_result_bytes_written", JAVA_LONG, ADDRESS);
    resultDestroy = bind("chdb_destroy_query_result", null, ADDRESS);
  }

  /** connection, sql, length, format, length, names, lengths, values, lengths, count. */
  private MethodHandle bindStatement(String name) {
    return bind(
        name, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS,
        ADDRESS, JAVA_LONG);
  }

  private MethodHandle bind(String name, @Nullable MemoryLayout result, MemoryLayout... arguments) {
    MemorySegment symbol =
        symbols
            .find(name)
            .orElseThrow(() -> new IllegalStateException("libchdb has no function " + name));
    FunctionDescriptor descriptor =
        result == null
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(result, arguments);
    return linker.downcallHandle(symbol, descriptor);
  }

  /** Text of a C string, or null when the pointer is. */
  static @Nullable String text(MemorySegment pointer) {
    return pointer.address() == 0 ? null : pointer.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /** What a method handle may throw is never checked: pass it on as it is. */
  static RuntimeException unchecked(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      default -> new IllegalStateException(thrown);
    };
  }
}
