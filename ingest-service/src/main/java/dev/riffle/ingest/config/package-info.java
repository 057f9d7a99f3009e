/** Settings that both roles of the service read. */
@NullMarked
package dev.riffle.ingest.config;

import org.jspecify.annotations.NullMarked;
