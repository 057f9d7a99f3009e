package dev.riffle.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Choices with their shares, which add up to 1. */
record Weighted<T>(List<Choice<T>> choices) {
  record Choice<T>(double share, T value) {}

  Weighted {
    choices = List.copyOf(choices);
  }

  static <T> Weighted<T> of() {
    return new Weighted<>(List.of());
  }

  Weighted<T> with(double share, T value) {
    List<Choice<T>> more = new ArrayList<>(choices);
    more.add(new Choice<>(share, value));
    return new Weighted<>(more);
  }

  T draw(SplittableRandom random) {
    double left = random.nextDouble();
    for (Choice<T> choice : choices) {
      left -= choice.share();
      if (left < 0) {
        return choice.value();
      }
    }
    return choices.getLast().value();
  }
}
