/** What names, types and values there are, counted per partition while events are loaded. */
@NullMarked
package dev.riffle.ingest.load.catalog;

import org.jspecify.annotations.NullMarked;
