/**
 * The HTTP doors. One question's path: {@code access} says whose key it is, {@code json} reads the
 * body strictly, a resource hands the question on and writes the answer, {@code problem} words what
 * went wrong.
 */
@NullMarked
package dev.riffle.query.rest;

import org.jspecify.annotations.NullMarked;
