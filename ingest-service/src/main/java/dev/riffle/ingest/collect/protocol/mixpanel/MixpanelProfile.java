package dev.riffle.ingest.collect.protocol.mixpanel;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.ContextNames;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.FieldNames;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of the properties of one person, or of one group. */
final class MixpanelProfile extends MixpanelRecord {
  private static final FieldNames NAMES =
      new FieldNames("$distinct_id", "$device_id", "$group_id", "", "$time");

  @Nullable String groupType;
  @Nullable String groupId;

  /** In the order sent. */
  final List<PropertyOperation> operations = new ArrayList<>();

  MixpanelProfile(int index) {
    super(index);
  }

  @Override
  ReceivedEvent received(Client connection) throws RejectedEventException {
    if (groupType == null && groupId == null) {
      return event(EventKind.IDENTIFY, null, connection, Map.of());
    }
    if (groupType == null || groupId == null) {
      throw RejectedEventException.missing(groupType == null ? "$group_key" : "$group_id");
    }
    if (distinctId == null && userId == null && deviceId == null) {
      // the record is nobody's, and stands under a device of the group's name
      deviceId = '$' + groupType + '_' + groupId;
    }
    return event(
        EventKind.GROUP,
        groupId,
        connection,
        Map.of(ContextNames.GROUP_TYPE, PropertyValue.of(groupType)));
  }

  private ReceivedEvent event(
      EventKind kind,
      @Nullable String targetId,
      Client connection,
      Map<String, PropertyValue> properties) {
    return new ReceivedEvent(
        index,
        kind,
        "",
        user(),
        device(),
        targetId,
        time,
        null,
        "",
        "",
        "",
        properties,
        operations,
        client(connection, false),
        NAMES);
  }
}
