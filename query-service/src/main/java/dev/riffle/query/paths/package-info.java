/**
 * The kind of question that asks what comes next. {@code PathsPlan} is what it asks for, {@code
 * PathsSql} its statements, {@code PathsRun} the answer.
 */
@NullMarked
package dev.riffle.query.paths;

import org.jspecify.annotations.NullMarked;
