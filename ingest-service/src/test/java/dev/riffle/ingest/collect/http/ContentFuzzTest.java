package dev.riffle.ingest.collect.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.ingest.collect.FuzzRun;
import dev.riffle.ingest.collect.Mutations;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Compressed bodies, whole and damaged. */
class ContentFuzzTest {
  private static final int MAX = 4096;
  private static final Set<Problem> DECLARED =
      Set.of(Problem.BODY_TOO_LARGE, Problem.INVALID_ENCODING, Problem.UNSUPPORTED_ENCODING);

  private final ContentDecoder decoder = new ContentDecoder(MAX);

  @Test
  void aDamagedBodyIsReadWithinItsLimitOrRefusedAndAWholeOneIsReadAsItWas() {
    FuzzRun.run(
        "gzip",
        random -> {
          byte[] body = body(random);
          byte[] gzip = gzip(body, random);
          if (random.nextInt(4) == 0) {
            assertWhole(body, gzip);
          } else {
            assertDamaged(Mutations.ofBytes(gzip, random));
          }
        });
  }

  private void assertWhole(byte[] body, byte[] gzip) throws RefusedRequestException {
    if (body.length <= MAX && !ContentDecoder.isGzip(body)) {
      assertThat(decoder.decode(gzip, null)).isEqualTo(body);
    } else {
      assertDamaged(gzip);
    }
  }

  private void assertDamaged(byte[] damaged) {
    try {
      byte[] read = decoder.decode(damaged, null);
      assertThat(read.length <= MAX || Arrays.equals(read, damaged)).isTrue();
    } catch (RefusedRequestException e) {
      assertThat(DECLARED).contains(e.refusal().problem());
    }
  }

  /** Around the limit at times, and not always hard to compress. */
  private static byte[] body(SplittableRandom random) {
    byte[] body =
        new byte[random.nextInt(8) == 0 ? MAX + random.nextInt(-1, 2) : random.nextInt(600)];
    if (random.nextBoolean()) {
      random.nextBytes(body);
    }
    return body;
  }

  /** In one or more members, with any strategy of the compressor. */
  private static byte[] gzip(byte[] body, SplittableRandom random) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    int written = 0;
    do {
      int length =
          random.nextInt(3) == 0
              ? random.nextInt(body.length - written + 1)
              : body.length - written;
      int level = random.nextInt(0, 10);
      try (GZIPOutputStream gzip =
          new GZIPOutputStream(compressed, 64) {
            {
              def.setLevel(level);
              def.setStrategy(level % 2 == 0 ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
            }
          }) {
        gzip.write(body, written, length);
      }
      written += length;
    } while (written < body.length);
    return compressed.toByteArray();
  }
}
