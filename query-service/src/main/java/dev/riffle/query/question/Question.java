package dev.riffle.query.question;

/**
 * Something an analyst can ask. Closed on purpose: a new kind breaks the build in every place that
 * must know it.
 */
public sealed interface Question
    permits Segmentation, FeatureUsage, Funnel, Paths, Retention, Activity, Sessions, Revenue {
  Scope scope();

  /** True when it looks at properties in this mode. */
  boolean usesMode(PropertyMode mode);
}
