/** What became of a request and of each of its events, in words that no vendor owns. */
@NullMarked
package dev.riffle.ingest.collect.outcome;

import org.jspecify.annotations.NullMarked;
