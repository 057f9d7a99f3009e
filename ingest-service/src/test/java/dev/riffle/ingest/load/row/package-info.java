@NullMarked
package dev.riffle.ingest.load.row;

import org.jspecify.annotations.NullMarked;
