package dev.riffle.local.demo;

/**
 * What the experiment of the story puts into a free person's onboarding; the value of the user
 * property {@code onboardingFeature}.
 *
 * <p>Feature 1 is the one that premium users use most, feature 2 the one that makes people buy:
 * what goes with paying need not lead to it.
 */
enum OnboardingVariant {
  DEFAULT("default", 0, 0.04),
  FEATURE_1("feature1", 1, 0.045),
  FEATURE_2("feature2", 2, 0.10),
  FEATURE_3("feature3", 3, 0.04);

  private final String text;
  private final int feature;
  private final double upgradeRate;

  OnboardingVariant(String text, int feature, double upgradeRate) {
    this.text = text;
    this.feature = feature;
    this.upgradeRate = upgradeRate;
  }

  String text() {
    return text;
  }

  /** Number of the feature that it shows; 0 for none. */
  int feature() {
    return feature;
  }

  /** The truth that an analysis should find: the share of persons who buy because of it. */
  double upgradeRate() {
    return upgradeRate;
  }
}
