/**
 * Whether what was sent is what is stored: {@link dev.riffle.acceptance.chaos.check.SentMessages}
 * reads the journal, {@link dev.riffle.acceptance.chaos.check.StoredRows} the table, {@link
 * dev.riffle.acceptance.chaos.check.Comparison} compares them event by event.
 */
@NullMarked
package dev.riffle.acceptance.chaos.check;

import org.jspecify.annotations.NullMarked;
