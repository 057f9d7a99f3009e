/** Amplitude's HTTP V2, Batch and Identify APIs: paths, JSON and replies. */
@NullMarked
package dev.riffle.ingest.collect.protocol.amplitude;

import org.jspecify.annotations.NullMarked;
