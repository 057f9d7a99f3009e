package dev.riffle.acceptance.chaos.check;

import dev.riffle.acceptance.chaos.load.EventSource;
import dev.riffle.acceptance.chaos.load.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the journal says of each event: its checksum, in how many requests it was sent, and how many
 * of them were acknowledged. Events are numbered from 1. Not thread-safe.
 */
public final class SentMessages {
  private static final int PERCENT = 100;
  private static final int TIMES_MAX = Short.MAX_VALUE;

  private long[] checksums = new long[1 << 10];
  private short[] sent = new short[1 << 10];
  private short[] acked = new short[1 << 10];
  private int greatest;

  /** Fills itself from the file; returns what the events were made from. */
  public EventSource read(Path journal) throws IOException {
    return Journal.read(journal, new Filling());
  }

  int greatestNumber() {
    return greatest;
  }

  boolean isKnown(long number) {
    return number >= 1 && number <= greatest && sent[(int) number] > 0;
  }

  long checksum(int number) {
    return checksums[number];
  }

  int timesSent(int number) {
    return sent[number];
  }

  int timesAcked(int number) {
    return acked[number];
  }

  void addSent(long number, long checksum) {
    int index = Math.toIntExact(number);
    if (index >= sent.length) {
      int length = Math.max(index + 1, 2 * sent.length);
      checksums = Arrays.copyOf(checksums, length);
      sent = Arrays.copyOf(sent, length);
      acked = Arrays.copyOf(acked, length);
    }
    checksums[index] = checksum;
    sent[index] = oneMore(sent[index]);
    greatest = Math.max(greatest, index);
  }

  void addAcked(long number) {
    int index = Math.toIntExact(number);
    acked[index] = oneMore(acked[index]);
  }

  private static short oneMore(short times) {
    return (short) Math.min(times + 1, TIMES_MAX);
  }

  private final class Filling implements Journal.Reader {
    /** Numbers of the events in requests whose outcome is not read yet. */
    private final Map<Long, Numbers> open = new HashMap<>();

    @Override
    public void sent(long request, long number, long checksum) {
      addSent(number, checksum);
      open.computeIfAbsent(request, any -> new Numbers()).add(Math.toIntExact(number));
    }

    @Override
    public void got(long request, int status) {
      Numbers numbers = open.remove(request);
      if (numbers != null && status / PERCENT == 2) {
        numbers.ackAll();
      }
    }
  }

  /** A growing list of ints. */
  private final class Numbers {
    private int[] numbers = new int[16];
    private int count;

    void add(int number) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = number;
    }

    void ackAll() {
      for (int i = 0; i < count; i++) {
        addAcked(numbers[i]);
      }
    }
  }
}
