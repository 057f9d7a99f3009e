package dev.riffle.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The history of the product: an exact number of records by as many persons as that takes. Pure:
 * the same timeline and size give the same records, and the persons of a smaller history are the
 * first persons of a larger one.
 *
 * @param persons how many there are
 * @param personsSeen how many of them left a record; the others never came in this time
 * @param recordsOfLastPerson how many of the last person's records belong to it
 */
record DemoHistory(Timeline timeline, int persons, int personsSeen, int recordsOfLastPerson) {
  static final int RECORDS_MAX = 100_000_000;

  /** Lives through as many persons' histories as it takes, without keeping them. */
  static DemoHistory ofSize(int records, Timeline timeline) {
    if (records < 1 || records > RECORDS_MAX) {
      throw new IllegalArgumentException("a demo has 1 to " + RECORDS_MAX + " records");
    }
    int before = 0;
    int seen = 0;
    for (int person = 0; ; person++) {
      int here = count(person, timeline);
      seen += here > 0 ? 1 : 0;
      if (before + here >= records) {
        return new DemoHistory(timeline, person + 1, seen, records - before);
      }
      before += here;
    }
  }

  /**
   * Gives the records of every {@code lanes}-th person from {@code lane} on: day after day, and
   * each person's records in order of time. All lanes together give the whole history.
   */
  void play(int lane, int lanes, Consumer<DemoRecord> records) {
    List<PersonHistory> here = new ArrayList<>(persons / lanes + 1);
    for (int person = lane; person < persons; person += lanes) {
      here.add(personHistory(person, timeline));
    }
    Consumer<DemoRecord> firstOfLastPerson = new Limited(records, recordsOfLastPerson);
    boolean last = (persons - 1) % lanes == lane;
    for (int day = 0; day < timeline.days(); day++) {
      for (int i = 0; i < here.size(); i++) {
        boolean cut = last && i == here.size() - 1;
        here.get(i).live(day, cut ? firstOfLastPerson : records);
      }
    }
  }

  private static int count(int person, Timeline timeline) {
    PersonHistory history = personHistory(person, timeline);
    int[] count = {0};
    for (int day = 0; day < timeline.days(); day++) {
      history.live(day, record -> count[0]++);
    }
    return count[0];
  }

  private static PersonHistory personHistory(int index, Timeline timeline) {
    SplittableRandom random = new SplittableRandom((timeline.seed() << 32) + index);
    Person person = Person.draw(index, timeline.userId(index), timeline.days(), random);
    return new PersonHistory(person, timeline, random);
  }

  /** Hands on the first few. */
  private static final class Limited implements Consumer<DemoRecord> {
    private final Consumer<DemoRecord> records;
    private int left;

    Limited(Consumer<DemoRecord> records, int limit) {
      this.records = records;
      this.left = limit;
    }

    @Override
    public void accept(DemoRecord record) {
      if (left-- > 0) {
        records.accept(record);
      }
    }
  }
}
