/** Whether this process should get requests. */
@NullMarked
package dev.riffle.ingest.collect.health;

import org.jspecify.annotations.NullMarked;
