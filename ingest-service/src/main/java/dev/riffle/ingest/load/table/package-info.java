/**
 * The ClickHouse side of loading: inserting blocks of rows so that each lands exactly once, and
 * reading back what landed.
 */
@NullMarked
package dev.riffle.ingest.load.table;

import org.jspecify.annotations.NullMarked;
