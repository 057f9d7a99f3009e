package dev.riffle.local.clickhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedBlocksTest {
  private static final int MAX = 4 << 20;
  private static final long SEED = Long.getLong("seed", 20261122);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_000})
  void readsWhatItWrites(int length) throws IOException {
    byte[] bytes = compressible(length);

    assertThat(read(written(bytes))).isEqualTo(bytes);
  }

  @Test
  void readsZstdAndStoredBlocks() throws IOException {
    byte[] bytes = compressible(1000);
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(framed(CompressedBlocks.ZSTD, Zstd.compress(bytes), bytes.length));
    both.write(framed(CompressedBlocks.NONE, bytes, bytes.length));

    assertThat(read(both.toByteArray())).hasSize(2000).startsWith(bytes);
  }

  @Test
  void noticesEveryChangedByte() throws IOException {
    byte[] good = written(compressible(300));
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x40;

      assertThatThrownBy(() -> read(bad)).as("byte %d", i).isInstanceOf(IOException.class);
    }
  }

  @Test
  void noticesAMissingEnd() throws IOException {
    byte[] good = written(compressible(300));
    for (int length = 1; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);

      assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void refusesBlocksOverItsLimit() throws IOException {
    assertThat(read(framed(CompressedBlocks.NONE, new byte[MAX - 9], MAX - 9))).hasSize(MAX - 9);
    assertThatThrownBy(() -> read(framed(CompressedBlocks.NONE, new byte[MAX - 8], MAX - 8)))
        .hasMessageContaining("impossible sizes");
    assertThatThrownBy(() -> read(framed(CompressedBlocks.ZSTD, new byte[10], MAX + 1)))
        .hasMessageContaining("impossible sizes");
  }

  @Test
  void refusesAnUnknownMethod() {
    assertThatThrownBy(() -> read(framed(0x91, new byte[10], 10)))
        .hasMessageContaining("unknown compression method");
  }

  private static byte[] compressible(int length) {
    Random random = new Random(SEED);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(4));
    }
    return bytes;
  }

  private static byte[] written(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BlockOutput blocks = new BlockOutput(out)) {
      blocks.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] read(byte[] framed) throws IOException {
    try (BlockInput in = new BlockInput(new ByteArrayInputStream(framed), MAX)) {
      return in.readAllBytes();
    }
  }

  private static byte[] framed(int method, byte[] data, int rawSize) {
    byte[] bytes = new byte[25 + data.length];
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    numbers.put(16, (byte) method).putInt(17, data.length + 9).putInt(21, rawSize);
    numbers.put(25, data);
    long[] hash = CompressedBlocks.checksum(bytes, 16, data.length + 9);
    numbers.putLong(0, hash[0]).putLong(8, hash[1]);
    return bytes;
  }
}
