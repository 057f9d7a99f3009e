package dev.riffle.ingest.load.identity;

import dev.riffle.event.history.PropertyHistory;
import java.util.List;

/**
 * What is stored of a sender's resolution: a row of {@code sender_persons}.
 *
 * @param shared changes by other senders of the person
 * @param version grows whenever owners or shared changes do
 */
public record SenderPerson(int number, List<Owner> owners, PropertyHistory shared, int version) {
  static SenderPerson alone(int number) {
    return new SenderPerson(
        number, List.of(new Owner(Owner.BEGINNING_MILLIS, number)), PropertyHistory.EMPTY, 0);
  }

  /** The person whose an event of that time is. */
  public int personAt(long millis) {
    int person = owners.getFirst().person();
    for (Owner owner : owners) {
      if (owner.fromMillis() > millis) {
        break;
      }
      person = owner.person();
    }
    return person;
  }
}
