/** The commands of {@code ./riffle}, after the script has found a JDK and built what is stale. */
@NullMarked
package dev.riffle.local.cli;

import org.jspecify.annotations.NullMarked;
