@NullMarked
package dev.riffle.ingest.collect.live;

import org.jspecify.annotations.NullMarked;
