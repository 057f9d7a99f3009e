@NullMarked
package dev.riffle.query.revenue;

import org.jspecify.annotations.NullMarked;
