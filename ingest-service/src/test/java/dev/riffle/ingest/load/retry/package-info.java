@NullMarked
package dev.riffle.ingest.load.retry;

import org.jspecify.annotations.NullMarked;
