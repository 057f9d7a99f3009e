@NullMarked
package dev.riffle.local.live;

import org.jspecify.annotations.NullMarked;
