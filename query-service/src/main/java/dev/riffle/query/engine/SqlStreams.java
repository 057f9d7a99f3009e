package dev.riffle.query.engine;

import dev.riffle.query.sql.SqlStatement;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Runs statements whose rows go on as they come: whatever their number, only a small piece is in
 * memory. Blocking; thread-safe; call from virtual threads.
 */
@FunctionalInterface
public interface SqlStreams {
  /**
   * Writes what the engine sends and leaves the output open. The engine waits for a slow output.
   *
   * @throws EngineException when the engine refuses or breaks off; the output may have a beginning
   * @throws IOException when the output takes no more; the engine has been told to stop
   */
  void stream(
      SqlStatement statement,
      StreamFormat format,
      String queryId,
      QueryLimits limits,
      OutputStream output)
      throws IOException;
}
