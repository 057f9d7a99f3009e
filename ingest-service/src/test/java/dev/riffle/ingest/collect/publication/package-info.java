@NullMarked
package dev.riffle.ingest.collect.publication;

import org.jspecify.annotations.NullMarked;
