package dev.riffle.query.question;

/** Bounds of the field `top`. */
final class Top {
  private Top() {}

  static int checked(int top) {
    if (top < 1 || top > Segmentation.TOP_MAX) {
      throw InvalidQuestion.at(
          "/top", FaultCode.OUT_OF_BOUNDS, "`top` is 1 to " + Segmentation.TOP_MAX + ".");
    }
    return top;
  }
}
