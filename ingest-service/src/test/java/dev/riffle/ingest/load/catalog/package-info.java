@NullMarked
package dev.riffle.ingest.load.catalog;

import org.jspecify.annotations.NullMarked;
