@NullMarked
package dev.riffle.ingest.load.table;

import org.jspecify.annotations.NullMarked;
