@NullMarked
package dev.riffle.query.rest;

import org.jspecify.annotations.NullMarked;
