/**
 * Events as files. {@code EventExport} says which; {@code EventExports} looks how many there are
 * and cuts their time into {@code Slices}; {@code EventColumns} are what is written of each. The
 * engine makes the bytes, and they go on as they come; {@code ParquetFile} joins what it makes of
 * each slice.
 *
 * <p>Answers as files too: {@code AnswerTables} turns every kind into the rows of an {@code
 * AnswerTable}, and {@code ParquetTable} writes those.
 */
@NullMarked
package dev.riffle.query.export;

import org.jspecify.annotations.NullMarked;
