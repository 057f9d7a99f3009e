/**
 * SQL that cannot carry a user's text: {@link dev.riffle.query.sql.SqlFragment} takes text from
 * source code only (a build error otherwise), and everything else as a typed parameter. {@link
 * dev.riffle.query.sql.ProjectRows} is the one door to the table of events, and always names the
 * project.
 */
@NullMarked
package dev.riffle.query.sql;

import org.jspecify.annotations.NullMarked;
