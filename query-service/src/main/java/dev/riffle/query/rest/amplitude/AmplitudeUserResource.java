package dev.riffle.query.rest.amplitude;

import dev.riffle.event.Identity;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.alias.AliasBook;
import dev.riffle.query.alias.StoredAliases;
import dev.riffle.query.metadata.AliasOrders;
import dev.riffle.query.person.FoundId;
import dev.riffle.query.person.IdKind;
import dev.riffle.query.person.PersonEvents;
import dev.riffle.query.person.PersonEvents.PersonEvent;
import dev.riffle.query.person.PersonProfile;
import dev.riffle.query.person.StoredPersons;
import dev.riffle.query.rest.CallersProject;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Amplitude's Dashboard REST API: single persons. What Amplitude calls an Amplitude ID is the
 * number that a person has within its project.
 */
@Path("/api/2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AmplitudeUserResource {
  private static final String USER = "user";
  private static final String NUMBER = "[1-9][0-9]{0,9}";

  private final StoredPersons stored;
  private final StoredAliases aliases;
  private final AliasOrders orders;
  private final Caller caller;

  AmplitudeUserResource(
      StoredPersons stored, StoredAliases aliases, AliasOrders orders, Caller caller) {
    this.stored = stored;
    this.aliases = aliases;
    this.orders = orders;
    this.caller = caller;
  }

  /** An exact id comes first, then a person's number, then users whose id begins so. */
  @Operation(hidden = true)
  @GET
  @Path("/usersearch")
  @Requires(Access.ASK)
  public UserSearchReply search(@Context UriInfo address) {
    String text = AmplitudeParameters.in(address).only(USER).required(USER);
    if (text.length() > Identity.ID_CHARACTERS_MAX) {
      throw AmplitudeParameters.wrong(
          USER, "It has at most " + Identity.ID_CHARACTERS_MAX + " characters.");
    }
    List<FoundId> found = stored.search(project(), text, Limits.MATCHES);
    List<FoundId> exact = found.stream().filter(id -> id.id().equals(text)).toList();
    if (!exact.isEmpty()) {
      return UserSearchReply.of("match_user_or_device_id", matches(exact));
    }
    Optional<Long> numbered = text.matches(NUMBER) ? numbered(text) : Optional.empty();
    if (numbered.isPresent()) {
      return UserSearchReply.of("match_amplitude_id", List.of(match(numbered.get())));
    }
    List<FoundId> users = found.stream().filter(id -> id.kind() == IdKind.USER).toList();
    return UserSearchReply.of("match_user_id_prefix", matches(users));
  }

  @Operation(hidden = true)
  @GET
  @Path("/useractivity")
  @Requires(Access.ASK)
  public UserActivityReply activity(@Context UriInfo address) {
    AmplitudeParameters parameters =
        AmplitudeParameters.in(address).only(USER, "offset", "limit", "direction");
    String number = parameters.required(USER);
    int offset = parameters.wholeNumber("offset", 0, 0, Limits.OFFSET);
    int limit = parameters.wholeNumber("limit", Limits.EVENTS, 1, Limits.EVENTS);
    parameters.oneOf("direction", Map.of("latest", "latest"), "latest");
    if (!number.matches(NUMBER)) {
      throw AmplitudeParameters.wrong(USER, "It is an amplitude_id that usersearch has found.");
    }
    long person =
        numbered(number)
            .orElseThrow(() -> AmplitudeParameters.wrong(USER, "There is no such person."));
    return UserActivityReply.of(
        person, profile(person), events(person, offset, limit), project().zone());
  }

  private List<PersonEvent> events(long person, int offset, int limit) {
    List<PersonEvent> events = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      int wanted = Math.min(Limits.EVENTS, offset + limit - events.size());
      PersonEvents page =
          stored.events(project(), person, Optional.empty(), cursor, wanted).orElseThrow();
      events.addAll(page.events());
      cursor = page.next();
    } while (cursor.isPresent() && events.size() < offset + limit);
    return events.subList(Math.min(offset, events.size()), events.size());
  }

  private List<UserSearchReply.Match> matches(List<FoundId> found) {
    return found.stream()
        .flatMap(id -> stored.person(project(), id.kind(), id.id()).stream())
        .distinct()
        .map(this::match)
        .toList();
  }

  private UserSearchReply.Match match(long person) {
    PersonProfile profile = profile(person);
    return new UserSearchReply.Match(
        Optional.of(profile.id()).filter(_ -> profile.kind() == IdKind.USER), person);
  }

  private PersonProfile profile(long person) {
    AliasBook book = AliasBook.of(aliases.sent(project()), orders.of(caller.project().id()));
    return stored.profile(project(), person, book);
  }

  private Optional<Long> numbered(String number) {
    return stored.numbered(project(), Long.parseLong(number));
  }

  private ProjectContext project() {
    return CallersProject.of(caller);
  }
}
