package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The reply of {@code /api/2/usersearch}.
 *
 * @param type what was found: {@code match_user_or_device_id} for an exact id, {@code
 *     match_amplitude_id}, {@code match_user_id_prefix}, {@code nomatch}. Of the second and third
 *     Amplitude's reference says that there are such types, not how they are called
 */
record UserSearchReply(List<Match> matches, String type) {
  static final UserSearchReply NONE = new UserSearchReply(List.of(), "nomatch");

  /**
   * A person.
   *
   * @param userId absent when it has no user
   * @param amplitudeId the person's number, for {@code /api/2/useractivity}
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Match(
      @JsonProperty("user_id") Optional<String> userId,
      @JsonProperty("amplitude_id") long amplitudeId) {}

  static UserSearchReply of(String type, List<Match> matches) {
    return matches.isEmpty() ? NONE : new UserSearchReply(matches, type);
  }
}
