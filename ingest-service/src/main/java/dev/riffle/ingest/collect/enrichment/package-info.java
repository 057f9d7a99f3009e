/**
 * What an event does not say itself, though what came with it does: browser, system and device from
 * the user agent, the campaign and the referring domain from the page's URL, the country from the
 * address. Start at {@link dev.riffle.ingest.collect.enrichment.Enrichment}.
 */
@NullMarked
package dev.riffle.ingest.collect.enrichment;

import org.jspecify.annotations.NullMarked;
