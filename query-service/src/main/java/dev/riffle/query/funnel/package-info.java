/**
 * The kind of question that follows persons along steps. {@code FunnelPlanner} makes a plan, {@code
 * FunnelSql} its statements, {@code FunnelRun} the answer.
 *
 * <p>A path is found in {@code FunnelPaths}: events of a person become instants, and from the last
 * instant back to the first one it is written down how a path would go on from there.
 */
@NullMarked
package dev.riffle.query.funnel;

import org.jspecify.annotations.NullMarked;
