package dev.riffle.local.demo;

import java.util.SplittableRandom;

/**
 * Who somebody is, before anything happens to them. A pure function of seed and index.
 *
 * @param signUpDay day of the history on which they signed up; negative when long before it
 * @param lastDay the last day on which they may come: people lose interest
 * @param utcOffsetHours of their country; their rhythm follows their own clock
 * @param finishesExports false for those who start exports and never complete one
 */
record Person(
    int index,
    String userId,
    Plan firstPlan,
    String country,
    int utcOffsetHours,
    String device,
    String source,
    String companySize,
    int signUpDay,
    int lastDay,
    boolean finishesExports) {

  private static final Weighted<Plan> PLANS =
      Weighted.<Plan>of()
          .with(0.85, Plan.FREE)
          .with(0.12, Plan.PREMIUM)
          .with(0.03, Plan.ENTERPRISE);

  private record Country(String code, int utcOffsetHours) {}

  private static final Weighted<Country> COUNTRIES =
      Weighted.<Country>of()
          .with(0.30, new Country("US", -6))
          .with(0.12, new Country("DE", 1))
          .with(0.10, new Country("IN", 5))
          .with(0.10, new Country("GB", 0))
          .with(0.08, new Country("BR", -3))
          .with(0.07, new Country("FR", 1))
          .with(0.06, new Country("JP", 9))
          .with(0.05, new Country("CA", -5))
          .with(0.05, new Country("HU", 1))
          .with(0.04, new Country("ES", 1))
          .with(0.03, new Country("AU", 10));

  private static final Weighted<String> DEVICES =
      Weighted.<String>of().with(0.62, "desktop").with(0.31, "mobile").with(0.07, "tablet");

  private static final Weighted<String> SOURCES =
      Weighted.<String>of()
          .with(0.42, "organic")
          .with(0.24, "google")
          .with(0.14, "newsletter")
          .with(0.12, "referral")
          .with(0.08, "linkedin");

  private static final Weighted<String> COMPANY_SIZES =
      Weighted.<String>of().with(0.50, "solo").with(0.38, "smb").with(0.12, "enterprise");

  private static final double KNOWN_BEFORE = 0.45;
  private static final int MEAN_INTEREST_DAYS_FREE = 45;
  private static final int MEAN_INTEREST_DAYS_PAID = 240;
  private static final double STUCK_IN_EXPORT = 0.3;

  /** Draws the person; the generator is the person's own. */
  static Person draw(int index, String userId, int days, SplittableRandom random) {
    Plan plan = PLANS.draw(random);
    Country country = COUNTRIES.draw(random);
    int signUpDay = signUpDay(days, random);
    double meanInterest = plan.isPaid() ? MEAN_INTEREST_DAYS_PAID : MEAN_INTEREST_DAYS_FREE;
    int firstDay = Math.max(signUpDay, 0);
    int lastDay = firstDay + (int) (-Math.log(1 - random.nextDouble()) * meanInterest);
    return new Person(
        index,
        userId,
        plan,
        country.code(),
        country.utcOffsetHours(),
        DEVICES.draw(random),
        SOURCES.draw(random),
        COMPANY_SIZES.draw(random),
        signUpDay,
        lastDay,
        plan.isPaid() || random.nextDouble() >= STUCK_IN_EXPORT);
  }

  /** Growing: later days have more sign-ups. */
  private static int signUpDay(int days, SplittableRandom random) {
    return random.nextDouble() < KNOWN_BEFORE
        ? -1 - random.nextInt(365)
        : (int) (Math.pow(random.nextDouble(), 0.8) * days);
  }

  /** How much likelier than the average such a person is to buy; averages to about 1. */
  double buyingFactor() {
    return switch (companySize) {
      case "enterprise" -> 3.0;
      case "smb" -> 0.9;
      case "solo" -> 0.6;
      default -> throw new IllegalStateException("no such company size: " + companySize);
    };
  }
}
