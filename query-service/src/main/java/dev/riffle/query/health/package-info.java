/** Whether this service can answer. PostgreSQL is checked by the framework, the engine here. */
@NullMarked
package dev.riffle.query.health;

import org.jspecify.annotations.NullMarked;
