/** Room on the volume of the engine's data: stops writing long before the last byte. */
@NullMarked
package dev.riffle.local.clickhouse.disk;

import org.jspecify.annotations.NullMarked;
