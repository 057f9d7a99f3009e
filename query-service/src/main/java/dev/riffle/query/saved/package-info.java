/**
 * What a project keeps: questions and dashboards by name, and annotations of its time axis. {@code
 * metadata} stores them, {@code rest} shows them.
 */
@NullMarked
package dev.riffle.query.saved;

import org.jspecify.annotations.NullMarked;
