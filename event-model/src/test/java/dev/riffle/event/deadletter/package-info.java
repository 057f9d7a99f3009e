@NullMarked
package dev.riffle.event.deadletter;

import org.jspecify.annotations.NullMarked;
