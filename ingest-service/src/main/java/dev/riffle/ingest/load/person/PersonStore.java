package dev.riffle.ingest.load.person;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Port: the durable states of one partition's persons. One thread. Every method may throw an {@link
 * dev.riffle.ingest.load.table.EngineException}, and may then be called again.
 */
public interface PersonStore {
  /** The states of those senders that are known. */
  Map<SenderKey, PersonState> find(Set<SenderKey> senders);

  /**
   * Stores states, all or none of them; they are durable and found when this returns. Storing the
   * same again, or an older version after a newer one, changes nothing.
   */
  void store(Collection<PersonState> states);

  /**
   * Notes what is newly known of senders whose states need not be stored, for as long as this
   * process remembers.
   */
  default void note(Collection<PersonState> states) {}

  /** The greatest number dealt by this partition, 0 when none was. */
  int greatestNumber();
}
