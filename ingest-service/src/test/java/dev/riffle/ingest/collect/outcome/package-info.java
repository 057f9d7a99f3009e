@NullMarked
package dev.riffle.ingest.collect.outcome;

import org.jspecify.annotations.NullMarked;
