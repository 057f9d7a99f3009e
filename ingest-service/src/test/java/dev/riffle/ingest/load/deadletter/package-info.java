@NullMarked
package dev.riffle.ingest.load.deadletter;

import org.jspecify.annotations.NullMarked;
