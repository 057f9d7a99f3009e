@NullMarked
package dev.riffle.ingest.collect.canonical;

import org.jspecify.annotations.NullMarked;
