@NullMarked
package dev.riffle.query.rest.page;

import org.jspecify.annotations.NullMarked;
