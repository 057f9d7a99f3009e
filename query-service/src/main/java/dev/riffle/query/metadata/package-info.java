/**
 * Projects and API keys in PostgreSQL. {@link dev.riffle.query.metadata.KeyDirectory} says who a
 * request's key is, {@link dev.riffle.query.metadata.Projects} and {@link
 * dev.riffle.query.metadata.ProjectKeys} administer, {@link dev.riffle.query.metadata.Bootstrap}
 * makes the first project at start. The entities never leave this package.
 */
@NullMarked
package dev.riffle.query.metadata;

import org.jspecify.annotations.NullMarked;
