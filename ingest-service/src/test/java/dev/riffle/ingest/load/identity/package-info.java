@NullMarked
package dev.riffle.ingest.load.identity;

import org.jspecify.annotations.NullMarked;
