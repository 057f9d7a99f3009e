package dev.riffle.ingest.load.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/** Parts of long lists: parameters of a query travel in the address of the request. */
final class Slices {
  /** About that many characters in one query. */
  private static final int CHARACTERS_MAX = 24 * 1024;

  private static final int NUMBERS_MAX = 2_000;

  private Slices() {}

  static List<List<Integer>> ofNumbers(Collection<Integer> numbers) {
    return of(numbers, CHARACTERS_MAX / NUMBERS_MAX, _ -> 0);
  }

  static <T> List<List<T>> ofTexts(Collection<T> all, ToIntFunction<T> characters) {
    return of(all, 16, characters);
  }

  private static <T> List<List<T>> of(
      Collection<T> all, int charactersEach, ToIntFunction<T> characters) {
    List<List<T>> slices = new ArrayList<>();
    List<T> slice = new ArrayList<>();
    int length = 0;
    for (T one : all) {
      slice.add(one);
      length += charactersEach + characters.applyAsInt(one);
      if (length >= CHARACTERS_MAX) {
        slices.add(slice);
        slice = new ArrayList<>();
        length = 0;
      }
    }
    if (!slice.isEmpty()) {
      slices.add(slice);
    }
    return slices;
  }
}
