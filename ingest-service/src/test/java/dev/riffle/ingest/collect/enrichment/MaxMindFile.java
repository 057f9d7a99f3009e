package dev.riffle.ingest.collect.enrichment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes files in MaxMind's format, version 2.0, for IPv6 with IPv4 at {@code ::/96}: a search tree
 * of 24-bit records, the data, and the metadata behind their mark. Networks must not overlap.
 */
final class MaxMindFile {
  private static final byte[] METADATA_MARK =
      "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
  private static final int TEXT = 2;
  private static final int UINT16 = 5;
  private static final int UINT32 = 6;
  private static final int MAP = 7;
  private static final int UINT64 = 9;
  private static final int ARRAY = 11;
  private static final int SEPARATOR_BYTES = 16;
  private static final int IPV4_PREFIX_BITS = 96;

  /** Of each node, where its two branches lead: a node, -1 for nowhere, or data as {@code ~at}. */
  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {-1, -1}));

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Adds what holds for a network such as {@code 192.0.2.0/24}. */
  MaxMindFile put(String network, Map<String, ?> found) {
    int slash = network.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(network.substring(0, slash));
    int bits = Integer.parseInt(network.substring(slash + 1));
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      byte[] wide = new byte[16];
      System.arraycopy(bytes, 0, wide, 12, 4);
      bytes = wide;
      bits += IPV4_PREFIX_BITS;
    }
    int node = 0;
    for (int i = 0; i < bits - 1; i++) {
      int branch = bit(bytes, i);
      if (nodes.get(node)[branch] == -1) {
        nodes.add(new int[] {-1, -1});
        nodes.get(node)[branch] = nodes.size() - 1;
      }
      node = nodes.get(node)[branch];
    }
    // data at 0 would be ~0, which is nowhere
    nodes.get(node)[bit(bytes, bits - 1)] = -2 - data.size();
    write(found, data);
    return this;
  }

  void writeTo(Path file, String type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int target : node) {
        int record =
            target >= 0
                ? target
                : nodes.size() + (target == -1 ? 0 : SEPARATOR_BYTES + -2 - target);
        out.write(record >>> 16);
        out.write(record >>> 8);
        out.write(record);
      }
    }
    out.writeBytes(new byte[SEPARATOR_BYTES]);
    out.writeBytes(data.toByteArray());
    out.writeBytes(METADATA_MARK);
    head(MAP, 9, out);
    member("node_count", UINT32, 4, nodes.size(), out);
    member("record_size", UINT16, 2, 24, out);
    member("ip_version", UINT16, 2, 6, out);
    write("database_type", out);
    write(type, out);
    write("languages", out);
    write(List.of("en"), out);
    member("binary_format_major_version", UINT16, 2, 2, out);
    member("binary_format_minor_version", UINT16, 2, 0, out);
    member("build_epoch", UINT64, 8, 1_800_000_000L, out);
    write("description", out);
    write(Map.of("en", "made by a test"), out);
    Files.write(file, out.toByteArray());
  }

  private static void member(
      String name, int type, int bytes, long value, ByteArrayOutputStream out) {
    write(name, out);
    head(type, bytes, out);
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
  }

  private static void write(Object value, ByteArrayOutputStream out) {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(TEXT, bytes.length, out);
        out.writeBytes(bytes);
      }
      case List<?> list -> {
        head(ARRAY, list.size(), out);
        list.forEach(element -> write(element, out));
      }
      case Map<?, ?> map -> {
        head(MAP, map.size(), out);
        map.forEach((name, member) -> {
          write(name, out);
          write(member, out);
        });
      }
      default -> throw new IllegalArgumentException("a text, list or map");
    }
  }

  private static void head(int type, int size, ByteArrayOutputStream out) {
    if (size >= 29) {
      throw new IllegalArgumentException("no longer than 28");
    }
    if (type <= MAP) {
      out.write(type << 5 | size);
    } else {
      out.write(size);
      out.write(type - MAP);
    }
  }

  private static int bit(byte[] bytes, int at) {
    return bytes[at / 8] >>> (7 - at % 8) & 1;
  }
}
