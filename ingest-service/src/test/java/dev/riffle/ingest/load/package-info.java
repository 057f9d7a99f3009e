@NullMarked
package dev.riffle.ingest.load;

import org.jspecify.annotations.NullMarked;
