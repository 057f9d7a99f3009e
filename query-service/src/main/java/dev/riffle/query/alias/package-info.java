/**
 * Aliases: which ids an SDK or an administrator has declared to be one person, which of them hold,
 * and what one more would change. {@code AliasBook} decides, {@code StoredAliases} reads.
 */
@NullMarked
package dev.riffle.query.alias;

import org.jspecify.annotations.NullMarked;
