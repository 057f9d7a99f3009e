/**
 * Amplitude's Dashboard REST API, so that what already asks Amplitude asks Riffle instead. One
 * request's path: {@code AmplitudeParameters} reads the address; {@code SegmentationTranslation},
 * {@code FunnelTranslation} and {@code RetentionTranslation} write the question of Riffle's own
 * language that means the same, as JSON that the readers of that language check; its answer becomes
 * a reply in Amplitude's shape. What the language cannot say, or says differently, is refused under
 * the name of the parameter. Nothing here knows SQL.
 */
@NullMarked
package dev.riffle.query.rest.amplitude;

import org.jspecify.annotations.NullMarked;
