@NullMarked
package dev.riffle.query.saved;

import org.jspecify.annotations.NullMarked;
