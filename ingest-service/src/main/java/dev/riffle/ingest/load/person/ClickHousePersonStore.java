package dev.riffle.ingest.load.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.event.row.RowBinaryWriter;
import dev.riffle.event.table.PersonsTable;
import dev.riffle.ingest.load.identity.SenderPerson;
import dev.riffle.ingest.load.table.ClickHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The table {@code persons} behind a bounded cache of one partition's persons. A sender's records
 * all come through one partition, so nobody else changes what is cached here. One thread.
 */
public final class ClickHousePersonStore implements PersonStore {
  /** Bytes of sender ids in one query: parameters travel in the address of the request. */
  private static final int QUERY_ID_CHARACTERS_MAX = 48 * 1024;

  // an estimate: what a state without properties, and one change, take in memory
  private static final int STATE_BYTES = 400;
  private static final int COLUMN_FACTOR = 8;

  private static final String FIND =
      "SELECT "
          + PersonRows.READ_COLUMNS
          + """
           FROM persons FINAL
          WHERE (project, toString(sender_kind), sender_id) IN
          (
              SELECT tupleElement(sender, 1), tupleElement(sender, 2), tupleElement(sender, 3)
              FROM
              (
                  SELECT arrayJoin(arrayZip({projects:Array(UInt32)}, {kinds:Array(String)}, {ids:Array(String)})) AS sender
              )
          )
          AND sender_id IN {ids:Array(String)} AND project IN {projects:Array(UInt32)}
          """;

  /** A partition with at most that many persons has them read at once, and then knows them all. */
  private static final int PRELOADED_MAX = 100_000;

  private static final String COUNT =
      "SELECT count() FROM persons WHERE (aid - 1) % {partitions:UInt32} = {partition:UInt32} AND"
          + " aid > 0";

  private static final String PRELOAD =
      "SELECT "
          + PersonRows.READ_COLUMNS
          + " FROM persons FINAL WHERE (aid - 1) % {partitions:UInt32} = {partition:UInt32} AND aid"
          + " > 0";

  private static final String GREATEST_NUMBER =
      "SELECT max(aid) FROM persons WHERE (aid - 1) % {partitions:UInt32} = {partition:UInt32} AND"
          + " aid > 0";

  private final ClickHouse clickHouse;
  private final long lastSeenLagMillis;
  private final SenderPersonCache links;
  private final int partition;
  private final int partitions;
  private final Cache<SenderKey, PersonState> cache;

  /** True while the cache holds every person of the partition: who is not in it is unknown. */
  private boolean complete;

  /**
   * @param cacheBytes about how much memory the cache may take
   * @param lastSeenLag how far the stored time of the last event may lag behind
   */
  public ClickHousePersonStore(
      ClickHouse clickHouse, int partition, int partitions, long cacheBytes, Duration lastSeenLag) {
    this.clickHouse = clickHouse;
    this.lastSeenLagMillis = lastSeenLag.toMillis();
    this.links = new SenderPersonCache(clickHouse, partition, partitions, cacheBytes / 2);
    this.partition = partition;
    this.partitions = partitions;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes / 2)
            .weigher((SenderKey _, PersonState state) ->
                STATE_BYTES + COLUMN_FACTOR * state.latest().columns().length)
            .executor(Runnable::run)
            .evictionListener((_, _, _) -> complete = false)
            .build();
  }

  @Override
  public Map<SenderKey, PersonState> find(Set<SenderKey> senders) {
    Map<SenderKey, PersonState> found = HashMap.newHashMap(senders.size());
    List<SenderKey> asked = new ArrayList<>();
    int characters = 0;
    for (SenderKey key : senders) {
      PersonState cached = cache.getIfPresent(key);
      if (cached != null) {
        found.put(key, cached);
        continue;
      }
      if (complete) {
        continue;
      }
      asked.add(key);
      characters += key.sender().id().length() + 16;
      if (characters > QUERY_ID_CHARACTERS_MAX) {
        read(asked, found);
        asked.clear();
        characters = 0;
      }
    }
    if (!asked.isEmpty()) {
      read(asked, found);
    }
    link(found);
    return found;
  }

  private void link(Map<SenderKey, PersonState> found) {
    Map<Integer, SenderPerson> known =
        links.find(found.values().stream().map(PersonState::number).toList());
    found.replaceAll((key, state) -> {
      PersonState linked = state.linked(known.get(state.number()));
      if (linked.resolution() != state.resolution()) {
        cache.put(key, linked);
      }
      return linked;
    });
  }

  @Override
  public void note(Collection<PersonState> states) {
    for (PersonState state : states) {
      cache.put(state.key(), state);
    }
  }

  @Override
  public void store(Collection<PersonState> states) {
    RowBinaryWriter rows = new RowBinaryWriter(256 * states.size());
    for (PersonState state : states) {
      PersonRows.write(state, rows);
    }
    clickHouse.insert(
        PersonsTable.NAME,
        UUID.randomUUID().toString(),
        ClickHouse.NO_DEDUPLICATION,
        out -> rows.copyTo(out, 0, rows.size()));
    for (PersonState state : states) {
      cache.put(state.key(), state);
    }
  }

  @Override
  public int greatestNumber() {
    Map<String, Object> parameters = Map.of("partitions", partitions, "partition", partition);
    links.open();
    preload(parameters);
    return clickHouse.read(GREATEST_NUMBER, parameters, RowBinaryReader::readInt).getFirst();
  }

  private void preload(Map<String, Object> parameters) {
    long count = clickHouse.read(COUNT, parameters, RowBinaryReader::readLong).getFirst();
    if (count <= PRELOADED_MAX) {
      List<PersonState> states = clickHouse.read(PRELOAD, parameters, PersonRows::read);
      complete = true;
      for (PersonState state : states) {
        cache.put(state.key(), bounded(state));
      }
    }
  }

  private void read(List<SenderKey> keys, Map<SenderKey, PersonState> found) {
    List<String> kinds = new ArrayList<>(keys.size());
    List<String> ids = new ArrayList<>(keys.size());
    List<Integer> projects = new ArrayList<>(keys.size());
    for (SenderKey key : keys) {
      projects.add(key.project().number());
      kinds.add(PersonRows.kindName(key.sender().kind()));
      ids.add(key.sender().id());
    }
    Map<String, Object> parameters =
        Map.of(
            "projects", projects.toString(),
            "kinds", ClickHouse.arrayOfTexts(kinds),
            "ids", ClickHouse.arrayOfTexts(ids));
    for (PersonState read : clickHouse.read(FIND, parameters, PersonRows::read)) {
      PersonState state = bounded(read);
      found.put(state.key(), state);
      cache.put(state.key(), state);
    }
  }

  private PersonState bounded(PersonState stored) {
    return stored.seenUntil(stored.lastSeenMillis() + lastSeenLagMillis);
  }
}
