@org.jspecify.annotations.NullMarked
package dev.riffle.query.rest.amplitude;
