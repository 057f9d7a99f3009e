@NullMarked
package dev.riffle.ingest.collect.admission;

import org.jspecify.annotations.NullMarked;
