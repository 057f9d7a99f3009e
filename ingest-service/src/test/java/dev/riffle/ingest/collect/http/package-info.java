@NullMarked
package dev.riffle.ingest.collect.http;

import org.jspecify.annotations.NullMarked;
