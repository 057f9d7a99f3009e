/**
 * The topic in which the two roles meet, and the one of the dead letters: how they are set up and
 * what they are.
 */
@NullMarked
package dev.riffle.ingest.topic;

import org.jspecify.annotations.NullMarked;
