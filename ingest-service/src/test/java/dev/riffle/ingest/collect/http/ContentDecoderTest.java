package dev.riffle.ingest.collect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentDecoderTest {
  private static final int MAX = 1000;
  private final ContentDecoder decoder = new ContentDecoder(MAX);

  @Test
  void theBytesDecideAndNotTheHeader() throws Exception {
    byte[] plain = {'{', '}'};

    assertThat(decoder.decode(plain, null)).isEqualTo(plain);
    assertThat(decoder.decode(plain, "gzip")).isEqualTo(plain);
    assertThat(decoder.decode(gzip(plain), "GZIP")).isEqualTo(plain);
    assertThat(decoder.decode(gzip(plain), null)).isEqualTo(plain);
    assertThat(decoder.decode(new byte[0], null)).isEmpty();
  }

  @Test
  void aBodyInflatesUpToTheLimitAndNotBeyond() throws Exception {
    assertThat(decoder.decode(gzip(new byte[MAX]), null)).hasSize(MAX);
    refused(gzip(new byte[MAX + 1]), null, Problem.BODY_TOO_LARGE);
    refused(gzip(new byte[100 << 20]), null, Problem.BODY_TOO_LARGE);
  }

  @Test
  void whatIsNotReadableGzipIsRefused() throws Exception {
    byte[] whole = gzip(new byte[500]);

    refused(Arrays.copyOf(whole, whole.length - 9), null, Problem.INVALID_ENCODING);
    refused(new byte[] {0x1f, (byte) 0x8b, 0}, null, Problem.INVALID_ENCODING);
    refused(gzip(whole), null, Problem.UNSUPPORTED_ENCODING);
    refused(new byte[] {'{', '}'}, "br", Problem.UNSUPPORTED_ENCODING);
  }

  private void refused(byte[] body, @Nullable String encoding, Problem problem) {
    assertThatThrownBy(() -> decoder.decode(body, encoding))
        .isInstanceOfSatisfying(
            RefusedRequestException.class,
            e -> assertThat(e.refusal().problem()).isEqualTo(problem));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }
}
