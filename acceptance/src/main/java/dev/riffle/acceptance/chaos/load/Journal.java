package dev.riffle.acceptance.chaos.load;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An append-only text file with every request before it is sent and every outcome after it is
 * known, so that what was acknowledged is known whatever happens to the rest, us included. Thread
 * safe.
 *
 * <pre>
 * run &lt;seed&gt; &lt;start, ISO&gt; &lt;senders&gt;
 * sent &lt;request&gt; &lt;number of the event&gt;:&lt;checksum of its content&gt; ...
 * got &lt;request&gt; &lt;HTTP status, 0 when none came&gt;
 * </pre>
 */
public final class Journal implements AutoCloseable {
  /** The outcome of a request to which no answer came. */
  public static final int NO_ANSWER = 0;

  private static final int BUFFER_BYTES = 1 << 20;
  private static final HexFormat HEX = HexFormat.of();

  private final Path path;
  private final FileOutputStream file;
  private final OutputStream out;
  private final AtomicLong requests = new AtomicLong();
  private boolean dirty;

  private Journal(Path path, FileOutputStream file) {
    this.path = path;
    this.file = file;
    this.out = new BufferedOutputStream(file, BUFFER_BYTES);
  }

  /** Begins a new file. */
  public static Journal create(Path path, EventSource source) throws IOException {
    Files.createFile(path);
    Journal journal = new Journal(path, new FileOutputStream(path.toFile(), true));
    journal.write("run " + source.seed() + ' ' + source.start() + ' ' + source.senders() + '\n');
    journal.sync();
    return journal;
  }

  public Path path() {
    return path;
  }

  /** Notes what is about to be sent; returns the request's number. */
  public long sent(Iterable<SentEvent> events) throws IOException {
    long request = requests.incrementAndGet();
    StringBuilder line = new StringBuilder("sent ").append(request);
    for (SentEvent event : events) {
      line.append(' ').append(event.number()).append(':');
      line.append(HEX.toHexDigits(event.checksum()));
    }
    write(line.append('\n').toString());
    return request;
  }

  /** Notes the outcome. On disk after the next {@link #sync}. */
  public void got(long request, int status) throws IOException {
    write("got " + request + ' ' + status + '\n');
  }

  /** Everything noted so far is on disk when this returns. */
  public void sync() throws IOException {
    synchronized (this) {
      if (!dirty) {
        return;
      }
      dirty = false;
      out.flush();
    }
    // outside the lock: whoever writes meanwhile is in the next one
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    sync();
    synchronized (this) {
      out.close();
    }
  }

  private synchronized void write(String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    dirty = true;
  }

  /** Takes what is in a journal, in the order of the file. */
  public interface Reader {
    void sent(long request, long number, long checksum);

    void got(long request, int status);
  }

  /** Reads a journal; returns what the events were made from. A last half line is left out. */
  public static EventSource read(Path path, Reader reader) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      String head = lines.readLine();
      if (head == null) {
        throw new IOException(path + " is empty");
      }
      String[] run = head.split(" ", -1);
      String line = lines.readLine();
      while (line != null) {
        String next = lines.readLine();
        if (next != null || isWhole(path)) {
          parse(line, reader);
        }
        line = next;
      }
      return new EventSource(
          Long.parseLong(run[1]), Instant.parse(run[2]), Integer.parseInt(run[3]));
    }
  }

  private static boolean isWhole(Path path) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      channel.position(channel.size() - 1);
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last);
      return last.get(0) == '\n';
    }
  }

  private static void parse(String line, Reader reader) {
    int space = line.indexOf(' ');
    int second = line.indexOf(' ', space + 1);
    long request = Long.parseLong(line, space + 1, second, 10);
    if (line.startsWith("got ")) {
      reader.got(request, Integer.parseInt(line, second + 1, line.length(), 10));
      return;
    }
    for (int at = second; at < line.length(); ) {
      int colon = line.indexOf(':', at);
      int end = line.indexOf(' ', colon);
      end = end < 0 ? line.length() : end;
      reader.sent(
          request,
          Long.parseLong(line, at + 1, colon, 10),
          HexFormat.fromHexDigitsToLong(line, colon + 1, end));
      at = end;
    }
  }
}
