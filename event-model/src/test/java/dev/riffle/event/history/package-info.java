@NullMarked
package dev.riffle.event.history;

import org.jspecify.annotations.NullMarked;
