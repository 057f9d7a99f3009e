/** JSON to typed properties: pure, streaming, and such that everything accepted can be stored. */
@NullMarked
package dev.riffle.ingest.collect.canonical;

import org.jspecify.annotations.NullMarked;
