@NullMarked
package dev.riffle.ingest.collect.protocol;

import org.jspecify.annotations.NullMarked;
