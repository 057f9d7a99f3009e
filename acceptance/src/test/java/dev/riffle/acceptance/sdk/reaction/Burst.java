package dev.riffle.acceptance.sdk.reaction;

/**
 * Events with numbers from 1 on that an SDK is given at once.
 *
 * @param batch how many an SDK is to send at once, if it lets itself be told
 * @param texts properties of each, of {@code textLength} characters that do not compress
 * @param longTextOf the number of the one event that has longer texts than may be; 0 for none
 * @param tries how often the user of an SDK that never sends again does so itself
 */
record Burst(int count, int batch, int texts, int textLength, int longTextOf, int tries) {
  static Burst of(int count, int batch) {
    return new Burst(count, batch, 0, 0, 0, 100);
  }
}
