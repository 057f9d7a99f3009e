/** How this service says no: one closed list of problems, one body for all of them (RFC 9457). */
@NullMarked
package dev.riffle.query.rest.problem;

import org.jspecify.annotations.NullMarked;
