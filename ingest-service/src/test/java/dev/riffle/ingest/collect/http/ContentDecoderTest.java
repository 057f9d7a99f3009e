package dev.riffle.ingest.collect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentDecoderTest {
  private static final int MAX = 1000;
  private static final int SERVICE_MAX = 8 << 20;
  private static final long MEMORY_MAX = 16 << 20;
  private static final Duration TIME_MAX = Duration.ofMillis(200);

  private final ContentDecoder decoder = new ContentDecoder(MAX);

  @Test
  void theBytesDecideAndNotTheHeader() throws Exception {
    byte[] plain = {'{', '}'};

    assertThat(decoder.decode(plain, null)).isEqualTo(plain);
    assertThat(decoder.decode(plain, "gzip")).isEqualTo(plain);
    assertThat(decoder.decode(gzip(plain), "GZIP")).isEqualTo(plain);
    assertThat(decoder.decode(gzip(plain), null)).isEqualTo(plain);
    assertThat(decoder.decode(new byte[0], null)).isEmpty();
    assertThat(decoder.decode(gzip(new byte[0]), null)).isEmpty();
  }

  @Test
  void aBodyInflatesUpToTheLimitAndNotBeyond() throws Exception {
    assertThat(decoder.decode(gzip(new byte[MAX]), null)).hasSize(MAX);
    refused(gzip(new byte[MAX + 1]), null, Problem.BODY_TOO_LARGE);
    refused(gzip(new byte[100 << 20]), null, Problem.BODY_TOO_LARGE);
  }

  @Test
  void nothingIsKeptBeyondWhatIsReserved() throws Exception {
    byte[] body = gzip(bytes(600, 'a'));
    byte[] two = joined(gzip(bytes(600, 'a')), gzip(bytes(10, 'b')));

    assertThat(decoder.announcedBytes(body)).isEqualTo(600);
    assertThat(decoder.decode(body, null, 600)).hasSize(600);
    assertThat(decoder.decode(body, null, 599)).isNull();
    assertThat(decoder.announcedBytes(two)).isEqualTo(10);
    assertThat(decoder.decode(two, null, 10)).isNull();
    assertThat(decoder.decode(two, null, 610)).hasSize(610);
  }

  @Test
  void membersOneAfterTheOtherAreOneBody() throws Exception {
    byte[] two = joined(gzip(bytes(600, 'a')), gzip(bytes(400, 'b')));

    assertThat(decoder.decode(two, null)).isEqualTo(joined(bytes(600, 'a'), bytes(400, 'b')));
    refused(joined(two, gzip(bytes(1, 'c'))), null, Problem.BODY_TOO_LARGE);
  }

  @Test
  void anAnnouncedSizeIsNotBelieved() throws Exception {
    byte[] smaller = gzip(bytes(900, 'a'));
    smaller[smaller.length - 4] = 1;
    refused(smaller, null, Problem.INVALID_ENCODING);
    byte[] larger = gzip(bytes(900, 'a'));
    larger[larger.length - 1] = (byte) 0xff;
    refused(larger, null, Problem.INVALID_ENCODING);
  }

  @Test
  void whatIsNotReadableGzipIsRefused() throws Exception {
    byte[] whole = gzip(new byte[500]);
    byte[] wrongCrc = whole.clone();
    wrongCrc[whole.length - 8] ^= 1;

    for (int length = 3; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length), null, Problem.INVALID_ENCODING);
    }
    refused(wrongCrc, null, Problem.INVALID_ENCODING);
    refused(joined(whole, bytes(1, 'x')), null, Problem.INVALID_ENCODING);
    refused(joined(whole, bytes(100, 'x')), null, Problem.INVALID_ENCODING);
    refused(joined(whole, Arrays.copyOf(whole, 12)), null, Problem.INVALID_ENCODING);
    refused(new byte[] {0x1f, (byte) 0x8b, 0}, null, Problem.INVALID_ENCODING);
    refused(gzip(whole), null, Problem.UNSUPPORTED_ENCODING);
    refused(new byte[] {'{', '}'}, "br", Problem.UNSUPPORTED_ENCODING);
  }

  @Test
  void aBombIsRefusedSoonAndInLittleMemory() throws Exception {
    ContentDecoder service = new ContentDecoder(SERVICE_MAX);
    byte[] bomb = gzip(new byte[1 << 30]);
    assertThat(bomb).as("below the limit of a body").hasSizeLessThan(1 << 20);
    refused(service, bomb, Problem.BODY_TOO_LARGE);

    long memory = allocated();
    long start = System.nanoTime();
    refused(service, bomb, Problem.BODY_TOO_LARGE);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    memory = allocated() - memory;

    System.out.printf(
        "bomb of %,d bytes to 1 GiB: refused in %,d us, %,d bytes allocated%n",
        bomb.length, took.toNanos() / 1000, memory);
    assertThat(memory).isLessThan(MEMORY_MAX);
    assertThat(took).isLessThan(TIME_MAX);
  }

  @Test
  void theLargestBodyNeedsTwiceItsSizeAtMostEvenWhenItLies() throws Exception {
    ContentDecoder service = new ContentDecoder(SERVICE_MAX);
    byte[] largest = new byte[SERVICE_MAX];
    new Random(1).ints(largest.length / 50).forEach(i -> largest[(i >>> 1) % largest.length] = 1);
    byte[] body = gzip(largest);
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("honest", body);
    for (int last : new int[] {0, 1, SERVICE_MAX / 2, SERVICE_MAX / 2 + 1, SERVICE_MAX - 1}) {
      byte[] first = Arrays.copyOf(largest, SERVICE_MAX - last);
      byte[] rest = Arrays.copyOfRange(largest, SERVICE_MAX - last, SERVICE_MAX);
      bodies.put("announcing " + last, joined(gzip(first), gzip(rest)));
    }
    service.decode(body, null);

    for (Map.Entry<String, byte[]> sent : bodies.entrySet()) {
      long memory = allocated();
      byte[] inflated = service.decode(sent.getValue(), null);
      memory = allocated() - memory;

      assertThat(inflated).isEqualTo(largest);
      System.out.printf(
          "body of %,d bytes to 8 MiB, %s: %,d bytes allocated%n",
          sent.getValue().length, sent.getKey(), memory);
      assertThat(memory).as(sent.getKey()).isLessThan(MEMORY_MAX);
    }
  }

  @Test
  void aBombThatAnnouncesLittleIsRefusedInLittleMemoryToo() throws Exception {
    ContentDecoder service = new ContentDecoder(SERVICE_MAX);
    byte[] bomb = joined(gzip(new byte[512 << 20]), gzip(new byte[SERVICE_MAX / 2]));
    refused(service, bomb, Problem.BODY_TOO_LARGE);

    long memory = allocated();
    refused(service, bomb, Problem.BODY_TOO_LARGE);
    memory = allocated() - memory;

    System.out.printf("lying bomb of %,d bytes: %,d bytes allocated%n", bomb.length, memory);
    assertThat(memory).isLessThan(MEMORY_MAX);
  }

  private void refused(byte[] body, @Nullable String encoding, Problem problem) {
    assertThatThrownBy(() -> decoder.decode(body, encoding))
        .isInstanceOfSatisfying(
            RefusedRequestException.class,
            e -> assertThat(e.refusal().problem()).isEqualTo(problem));
  }

  private static void refused(ContentDecoder decoder, byte[] body, Problem problem) {
    try {
      decoder.decode(body, null);
    } catch (RefusedRequestException e) {
      assertThat(e.refusal().problem()).isEqualTo(problem);
      return;
    }
    throw new AssertionError("was not refused");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed, 64 << 10)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static byte[] bytes(int length, char value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
