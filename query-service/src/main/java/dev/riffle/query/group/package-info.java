/**
 * Groups, such as companies and teams: what is known of one, and who is in it. The statements come
 * from {@link dev.riffle.query.sql.GroupRows}; {@link dev.riffle.query.group.GroupChange} folds
 * what was stored of a group into its properties.
 */
@NullMarked
package dev.riffle.query.group;

import org.jspecify.annotations.NullMarked;
