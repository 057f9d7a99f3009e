@NullMarked
package dev.riffle.event.row;

import org.jspecify.annotations.NullMarked;
