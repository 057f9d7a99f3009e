@NullMarked
package dev.riffle.query.export;

import org.jspecify.annotations.NullMarked;
