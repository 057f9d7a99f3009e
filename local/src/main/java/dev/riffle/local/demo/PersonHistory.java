package dev.riffle.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What one person does, day by day. Ask for the days in order; the records come in order of time.
 * At most one session a day, which begins and ends on that day by the person's own clock. Not
 * thread-safe.
 */
final class PersonHistory {
  private static final long HOUR_MS = 3_600_000;

  /** Share of the persons who come on a Monday, ..., Sunday, against the busiest day. */
  private static final double[] WEEKDAYS = {0.95, 1.0, 0.98, 0.95, 0.80, 0.30, 0.35};

  /** When sessions begin, by the person's own clock: office hours, and a little in the evening. */
  private static final Weighted<Integer> HOURS =
      Weighted.<Integer>of()
          .with(0.01, 5)
          .with(0.02, 6)
          .with(0.05, 7)
          .with(0.09, 8)
          .with(0.12, 9)
          .with(0.12, 10)
          .with(0.09, 11)
          .with(0.05, 12)
          .with(0.08, 13)
          .with(0.10, 14)
          .with(0.09, 15)
          .with(0.06, 16)
          .with(0.04, 17)
          .with(0.03, 18)
          .with(0.02, 19)
          .with(0.02, 20)
          .with(0.01, 21);

  private static final List<OnboardingVariant> VARIANTS = List.of(OnboardingVariant.values());

  /** Sessions for which the onboarding shows its feature. */
  private static final int ONBOARDING = 6;

  private static final double[] FREE_USE = {0.08, 0.12, 0.10};
  private static final double[] PAID_USE = {0.55, 0.30, 0.26};
  private static final String[] FEATURES = {
    "Used Awesome Feature 1", "Used Awesome Feature 2", "Used Awesome Feature 3"
  };
  private static final String[] PAGES = {"/", "/dashboard", "/reports", "/settings", "/pricing"};
  private static final String[] FORMATS = {"csv", "xlsx", "pdf"};
  private final Person person;
  private final Timeline timeline;
  private final SplittableRandom random;
  private Plan plan;
  private OnboardingVariant variant = OnboardingVariant.DEFAULT;
  private boolean assigned;
  private boolean identified;
  private int sequence;
  private int sessions;
  private int sessionsToUpgrade;

  PersonHistory(Person person, Timeline timeline, SplittableRandom random) {
    this.person = person;
    this.timeline = timeline;
    this.random = random;
    this.plan = person.firstPlan();
  }

  /** What happens on that day of the history, 0 being the first; nothing after the end. */
  void live(int day, Consumer<DemoRecord> records) {
    boolean signsUp = day == person.signUpDay();
    if (!signsUp && (!isAround(day) || random.nextDouble() >= chanceToCome(day))) {
      return;
    }
    long startMs =
        timeline.startMs(day)
            + HOURS.draw(random) * HOUR_MS
            + random.nextInt((int) HOUR_MS)
            - person.utcOffsetHours() * HOUR_MS;
    Session session = new Session(startMs, records);
    session.begin(signsUp);
    session.assignVariant(day);
    session.work();
  }

  private boolean isAround(int day) {
    boolean buys = sessionsToUpgrade > 0 || plan != person.firstPlan();
    return day > person.signUpDay() && (day <= person.lastDay() || buys);
  }

  /** By plan, weekday, and age: most of the interest is lost in the first days. */
  private double chanceToCome(int day) {
    double interest =
        switch (plan) {
          case FREE -> 0.30;
          case PREMIUM -> 0.55;
          case ENTERPRISE -> 0.70;
        };
    int age = day - person.signUpDay();
    double habit = 0.45 + 0.55 / Math.sqrt(age);
    return interest * habit * WEEKDAYS[timeline.weekday(day).getValue() - 1];
  }

  /** One visit; the clock moves on with every record. */
  private final class Session {
    private final Consumer<DemoRecord> records;
    private final String device;
    private long clockMs;

    Session(long startMs, Consumer<DemoRecord> records) {
      this.clockMs = startMs;
      this.records = records;
      this.device = random.nextInt(5) == 0 ? "mobile" : person.device();
    }

    void begin(boolean signsUp) {
      if (!identified) {
        identify(
            List.of(
                Property.text("plan", plan.text()),
                Property.text("country", person.country()),
                Property.text("companySize", person.companySize()),
                Property.text("acquisitionSource", person.source())));
        identified = true;
        if (signsUp) {
          track("Signed Up", Property.text("source", person.source()));
        }
        maybePlanUpgrade(0.03);
      }
      sessions++;
    }

    /** Free persons who come while the experiment runs are drawn into it, once. */
    void assignVariant(int day) {
      if (assigned || plan.isPaid() || !timeline.isExperiment(day)) {
        return;
      }
      assigned = true;
      variant = VARIANTS.get(random.nextInt(VARIANTS.size()));
      identify(List.of(Property.text("onboardingFeature", variant.text())));
      sessionsToUpgrade = 0;
      maybePlanUpgrade(variant.upgradeRate());
    }

    private void maybePlanUpgrade(double rate) {
      if (!plan.isPaid() && random.nextDouble() < rate * person.buyingFactor()) {
        sessionsToUpgrade = 2 + random.nextInt(3);
      }
    }

    void work() {
      viewPages();
      for (int feature = 1; feature <= 3; feature++) {
        if (random.nextDouble() < chanceToUse(feature)) {
          useFeature(feature);
        }
      }
      if (sessionsToUpgrade > 0 && --sessionsToUpgrade == 0) {
        upgrade();
      }
      if (random.nextDouble() < (plan.isPaid() ? 0.30 : 0.15)) {
        export();
      }
      if (random.nextDouble() < 0.35) {
        track("Searched", Property.number("results", random.nextInt(60)));
      }
      if (random.nextDouble() < (plan.isPaid() ? 0.08 : 0.02)) {
        track("Invited Teammate", Property.number("teammates", 1 + random.nextInt(4)));
      }
    }

    private void viewPages() {
      for (int page = 1 + random.nextInt(4); page > 0; page--) {
        track(
            "Page Viewed",
            Property.text("path", PAGES[random.nextInt(PAGES.length)]),
            Property.number("durationSeconds", 2 + random.nextInt(180)));
      }
    }

    private void useFeature(int feature) {
      for (int times = plan.isPaid() ? 1 + random.nextInt(3) : 1; times > 0; times--) {
        track(
            FEATURES[feature - 1],
            Property.number("optionalProperty", 123),
            Property.number("durationSeconds", 5 + random.nextInt(600)));
      }
    }

    /** The purchase is the free person's last act; from then on they are premium. */
    private void upgrade() {
      track("Subscribed to Premium", Property.number("purchasedTier", 1 + random.nextInt(3)));
      plan = Plan.PREMIUM;
      identify(List.of(Property.text("plan", plan.text())));
    }

    private void export() {
      Property format = Property.text("format", FORMATS[random.nextInt(FORMATS.length)]);
      track("Export Started", format);
      if (person.finishesExports() && random.nextDouble() < 0.85) {
        track("Export Completed", format, Property.number("rows", 10L + random.nextInt(50_000)));
      }
    }

    private double chanceToUse(int feature) {
      double usual = (plan.isPaid() ? PAID_USE : FREE_USE)[feature - 1];
      boolean shown = variant.feature() == feature && !plan.isPaid() && sessions <= ONBOARDING;
      return shown ? 0.6 : usual;
    }

    private void track(String name, Property... properties) {
      List<Property> all = new ArrayList<>(properties.length + 2);
      all.addAll(List.of(properties));
      all.add(Property.text("device", device));
      all.add(Property.text("appVersion", timeline.appVersion(clockMs)));
      emit(DemoRecord.Kind.TRACK, name, all);
    }

    private void identify(List<Property> userProperties) {
      emit(DemoRecord.Kind.IDENTIFY, "", userProperties);
    }

    private void emit(DemoRecord.Kind kind, String name, List<Property> properties) {
      String messageId = timeline.messageId(person.index(), sequence++);
      if (clockMs < timeline.endMs()) {
        records.accept(new DemoRecord(kind, person, messageId, clockMs, name, properties));
      }
      clockMs += 1_000 + random.nextInt(90_000);
    }
  }
}
