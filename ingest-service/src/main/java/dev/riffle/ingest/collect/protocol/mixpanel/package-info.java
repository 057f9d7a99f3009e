/** Mixpanel's track, engage, groups and import APIs: paths, forms, JSON and replies. */
@NullMarked
package dev.riffle.ingest.collect.protocol.mixpanel;

import org.jspecify.annotations.NullMarked;
