package dev.riffle.local.clickhouse.wire;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/** How a body is compressed: not, by an HTTP content coding, or in ClickHouse's own blocks. */
public enum Encoding {
  IDENTITY("identity"),
  GZIP("gzip"),
  LZ4("lz4"),
  ZSTD("zstd"),
  /** {@code decompress=1} and {@code compress=1}; not a content coding, so without a header. */
  BLOCKS("");

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_BLOCK_BYTES = 256 << 20;
  private static final int FAST_ZSTD_LEVEL = 1;

  private final String contentCoding;

  Encoding(String contentCoding) {
    this.contentCoding = contentCoding;
  }

  /** Value of the Content-Encoding header, unless there is none to send. */
  public Optional<String> contentCoding() {
    return this == IDENTITY || this == BLOCKS ? Optional.empty() : Optional.of(contentCoding);
  }

  /** The coding that a Content-Encoding header names, or empty for one that is not known. */
  public static Optional<Encoding> ofContentEncoding(String header) {
    String name = header.strip().toLowerCase(Locale.ROOT);
    for (Encoding encoding : values()) {
      if (encoding != BLOCKS && encoding.contentCoding.equals(name)) {
        return Optional.of(encoding);
      }
    }
    return name.isEmpty() ? Optional.of(IDENTITY) : Optional.empty();
  }

  /** The cheapest coding that an Accept-Encoding header allows. */
  public static Encoding ofAcceptEncoding(String header) {
    String accepted = header.toLowerCase(Locale.ROOT);
    if (accepted.contains("lz4")) {
      return LZ4;
    }
    if (accepted.contains("zstd")) {
      return ZSTD;
    }
    return accepted.contains("gzip") ? GZIP : IDENTITY;
  }

  /** The plain bytes of a body in this encoding. */
  public InputStream decode(InputStream in) throws IOException {
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in, BUFFER_BYTES);
      case LZ4 -> new LZ4FrameInputStream(in);
      case ZSTD -> new ZstdInputStream(in);
      case BLOCKS -> new BlockInput(in, MAX_BLOCK_BYTES);
    };
  }

  /** Takes plain bytes and writes them in this encoding; must be closed to be complete. */
  public OutputStream encode(OutputStream out) throws IOException {
    return switch (this) {
      case IDENTITY -> new BufferedOutputStream(out, BUFFER_BYTES);
      case GZIP -> new GZIPOutputStream(out, BUFFER_BYTES);
      case LZ4 -> new LZ4FrameOutputStream(out);
      case ZSTD -> new ZstdOutputStream(out, FAST_ZSTD_LEVEL);
      case BLOCKS -> new BlockOutput(out);
    };
  }
}
