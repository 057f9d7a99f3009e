@NullMarked
package dev.riffle.ingest.topic;

import org.jspecify.annotations.NullMarked;
