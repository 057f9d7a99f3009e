/**
 * Which names, types and values a project has: what the planner resolves names in, and what pickers
 * show. Read from the table {@code catalog}, never listed from the events.
 */
@NullMarked
package dev.riffle.query.catalog;

import org.jspecify.annotations.NullMarked;
