@NullMarked
package dev.riffle.query.config;

import org.jspecify.annotations.NullMarked;
