@NullMarked
package dev.riffle.ingest.load.delivery;

import org.jspecify.annotations.NullMarked;
