/** The topic in which the two roles meet: how it is set up and what it is. */
@NullMarked
package dev.riffle.ingest.topic;

import org.jspecify.annotations.NullMarked;
