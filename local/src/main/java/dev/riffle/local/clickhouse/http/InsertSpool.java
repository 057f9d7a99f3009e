package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the data of an INSERT until all of them have arrived: one whose client goes away in the
 * middle never begins, and a slow client holds no connection of the engine. Up to a megabyte is
 * kept in memory, more in a file.
 */
public final class InsertSpool {
  private static final int IN_MEMORY_BYTES = 1 << 20;
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int NOT_ENOUGH_SPACE = 243;

  private final Path directory;
  private final AtomicLong count = new AtomicLong();

  /**
   * @param directory of its own; what a killed process left in it is deleted
   */
  public InsertSpool(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
  }

  /**
   * Reads the data to their end.
   *
   * @return the same data; close it
   * @throws IOException when they break off
   * @throws EngineException 243 when there is no room for them
   */
  InputStream receive(InputStream data) throws IOException {
    byte[] start = data.readNBytes(IN_MEMORY_BYTES);
    if (start.length < IN_MEMORY_BYTES) {
      return new ByteArrayInputStream(start);
    }
    FileChannel file = newFile();
    boolean complete = false;
    try {
      write(file, start, start.length);
      byte[] bytes = new byte[BUFFER_BYTES];
      for (int n = read(data, bytes); n > 0; n = read(data, bytes)) {
        write(file, bytes, n);
      }
      complete = true;
      return Channels.newInputStream(file.position(0));
    } finally {
      if (!complete) {
        file.close();
      }
    }
  }

  private static int read(InputStream data, byte[] bytes) throws IOException {
    return data.readNBytes(bytes, 0, bytes.length);
  }

  private FileChannel newFile() {
    try {
      return FileChannel.open(
          directory.resolve("insert-" + count.incrementAndGet()),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static void write(FileChannel file, byte[] bytes, int length) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static EngineException noRoom(IOException cause) {
    EngineException refused =
        new EngineException(
            NOT_ENOUGH_SPACE, "NOT_ENOUGH_SPACE", "The data of the INSERT cannot be kept.");
    refused.initCause(cause);
    return refused;
  }
}
