@NullMarked
package dev.riffle.ingest.collect.enrichment;

import org.jspecify.annotations.NullMarked;
