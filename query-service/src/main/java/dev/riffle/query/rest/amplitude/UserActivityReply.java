package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.person.IdKind;
import dev.riffle.query.person.PersonEvents.PersonEvent;
import dev.riffle.query.person.PersonProfile;
import dev.riffle.query.question.PropertyValueSerializer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reply of {@code /api/2/useractivity}. */
record UserActivityReply(UserData userData, List<Event> events) {
  /** As in Amplitude's export; UTC. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  /**
   * A person. What Amplitude tells besides, such as sessions and purchases, is left out.
   *
   * @param mergedAmplitudeIds always empty: a person has one number
   * @param firstUsed local date in the project's time zone; likewise {@code lastUsed}
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record UserData(
      @JsonProperty("user_id") Optional<String> userId,
      @JsonProperty("canonical_amplitude_id") long canonicalAmplitudeId,
      @JsonProperty("merged_amplitude_ids") List<Long> mergedAmplitudeIds,
      @JsonProperty("num_events") long numEvents,
      @JsonProperty("first_used") String firstUsed,
      @JsonProperty("last_used") String lastUsed,
      @JsonProperty("device_ids") List<String> deviceIds,
      @JsonSerialize(contentUsing = PropertyValueSerializer.class)
          Map<String, PropertyValue> properties) {}

  /** An event; absent ids were not sent. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Event(
      @JsonProperty("event_type") String eventType,
      @JsonProperty("event_time") String eventTime,
      @JsonProperty("user_id") Optional<String> userId,
      @JsonProperty("amplitude_id") long amplitudeId,
      @JsonProperty("device_id") Optional<String> deviceId,
      @JsonProperty("session_id") Optional<String> sessionId,
      @JsonProperty("event_properties") @JsonSerialize(contentUsing = PropertyValueSerializer.class)
          Map<String, PropertyValue> eventProperties,
      @JsonProperty("user_properties") @JsonSerialize(contentUsing = PropertyValueSerializer.class)
          Map<String, PropertyValue> userProperties) {}

  static UserActivityReply of(
      long person, PersonProfile profile, List<PersonEvent> events, ZoneId zone) {
    Optional<String> user =
        profile.kind() == IdKind.USER ? Optional.of(profile.id()) : Optional.empty();
    return new UserActivityReply(
        new UserData(
            user,
            person,
            List.of(),
            profile.events(),
            date(profile.firstSeen(), zone),
            date(profile.lastSeen(), zone),
            profile.devices().stream().map(PersonProfile.Device::id).toList(),
            profile.properties()),
        events.stream()
            .map(event ->
                new Event(
                    event.event(),
                    TIME.format(event.time()),
                    user,
                    person,
                    event.device(),
                    event.session(),
                    event.properties(),
                    event.userProperties()))
            .toList());
  }

  private static String date(Instant instant, ZoneId zone) {
    return instant.atZone(zone).toLocalDate().toString();
  }
}
