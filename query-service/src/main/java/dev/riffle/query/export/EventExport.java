package dev.riffle.query.export;

import dev.riffle.query.time.LocalRange;
import java.time.Instant;
import java.util.Optional;

/**
 * Which tracked events to write.
 *
 * @param event its exact name; all when empty
 * @param asOfReceived only what was received up to this instant
 */
public record EventExport(
    LocalRange range,
    Optional<String> event,
    Optional<Instant> asOfReceived,
    ExportFormat format) {}
