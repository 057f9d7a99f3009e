/** Who may send, and what of it may enter: keys, ids, times. */
@NullMarked
package dev.riffle.ingest.collect.admission;

import org.jspecify.annotations.NullMarked;
