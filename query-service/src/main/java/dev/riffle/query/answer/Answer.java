package dev.riffle.query.answer;

/** The answer to a question, of the question's own kind. */
public sealed interface Answer
    permits SegmentationAnswer,
        FeatureUsageAnswer,
        FunnelAnswer,
        PathsAnswer,
        RetentionAnswer,
        LifecycleAnswer,
        StickinessAnswer,
        SessionsAnswer,
        RevenueAnswer {
  /** Where the numbers come from. */
  Meta meta();
}
