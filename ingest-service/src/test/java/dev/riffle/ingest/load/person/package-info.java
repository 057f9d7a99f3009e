@NullMarked
package dev.riffle.ingest.load.person;

import org.jspecify.annotations.NullMarked;
