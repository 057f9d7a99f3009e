package dev.riffle.query.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.saved.Dashboard;
import dev.riffle.query.saved.SavedItem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A dashboard, on the wire.
 *
 * @param last the range of all charts, in place of their questions' own, unless there are dates
 * @param timeZone of all charts, in place of their questions' own
 */
@Schema(name = "Dashboard")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DashboardBody(
    String id,
    String name,
    String owner,
    String description,
    List<Dashboard.Chart> charts,
    Optional<String> last,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<ZoneId> timeZone,
    int version,
    Instant createdAt,
    Instant changedAt,
    long changedBy) {
  static DashboardBody of(SavedItem<Dashboard> saved) {
    Dashboard dashboard = saved.content();
    return new DashboardBody(
        saved.id(),
        saved.title().name(),
        saved.title().owner(),
        saved.title().description(),
        dashboard.charts(),
        dashboard.last().map(Object::toString),
        dashboard.from(),
        dashboard.to(),
        dashboard.timeZone(),
        saved.revision().version(),
        saved.revision().createdAt(),
        saved.revision().changedAt(),
        saved.revision().changedBy());
  }
}
