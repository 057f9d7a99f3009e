@NullMarked
package dev.riffle.ingest.load.audit;

import org.jspecify.annotations.NullMarked;
