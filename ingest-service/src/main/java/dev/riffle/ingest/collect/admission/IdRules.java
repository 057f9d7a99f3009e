package dev.riffle.ingest.collect.admission;

import dev.riffle.event.Identity;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import dev.riffle.ingest.collect.protocol.FieldNames;
import dev.riffle.ingest.collect.protocol.PlaceholderIds;
import org.jspecify.annotations.Nullable;

/** Which ids may stand for a person, a device or a group; docs/semantics.md, "Who". Pure. */
final class IdRules {
  private IdRules() {}

  static Identity identity(@Nullable String userId, @Nullable String deviceId, FieldNames names)
      throws RejectedEventException {
    if (userId == null && deviceId == null) {
      throw new RejectedEventException(
          RejectionReason.MISSING_FIELD,
          names.userId(),
          names.userId() + " or " + names.deviceId() + " is required");
    }
    return new Identity(checked(userId, names.userId()), checked(deviceId, names.deviceId()));
  }

  /** The id, or the empty text when it is absent. */
  static String checked(@Nullable String id, String field) throws RejectedEventException {
    if (id == null) {
      return "";
    }
    if (PlaceholderIds.contains(id)) {
      throw new RejectedEventException(
          RejectionReason.PLACEHOLDER_ID,
          field,
          field + " is a placeholder that programs send in place of an id");
    }
    checkLength(id, field);
    return id;
  }

  static void checkLength(String id, String field) throws RejectedEventException {
    if (id.length() > Identity.ID_CHARACTERS_MAX) {
      throw new RejectedEventException(
          RejectionReason.ID_TOO_LONG,
          field,
          field + " has at most " + Identity.ID_CHARACTERS_MAX + " characters");
    }
  }
}
