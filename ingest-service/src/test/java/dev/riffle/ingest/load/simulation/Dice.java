package dev.riffle.ingest.load.simulation;

/** Random numbers of one run: all of them come from its seed. */
final class Dice {
  private long state;

  Dice(long seed) {
    state = mixed(seed);
  }

  /** From 0 to {@code bound} - 1. */
  int below(int bound) {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return (int) (((state >>> 32) * bound) >>> 32);
  }

  /** Both ends included. */
  int between(int least, int greatest) {
    return least + below(greatest - least + 1);
  }

  boolean perMille(int chance) {
    return chance > 0 && below(1000) < chance;
  }

  boolean coin() {
    return below(2) == 0;
  }

  // SplitMix64, so that seeds that follow each other have nothing in common
  private static long mixed(long seed) {
    long z = (seed + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) | 1;
  }
}
