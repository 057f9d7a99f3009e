@NullMarked
package dev.riffle.ingest.collect;

import org.jspecify.annotations.NullMarked;
