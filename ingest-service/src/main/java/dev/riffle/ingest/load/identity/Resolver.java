package dev.riffle.ingest.load.identity;

import dev.riffle.event.Sender;
import dev.riffle.ingest.load.table.ClickHouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps {@code sender_persons} and the rows of {@code events} in step with what is known of
 * identities. One thread, and one in the whole service at a time.
 *
 * <p>Converges: facts are only added, a resolution is a function of facts, and each step is done
 * again from {@code resolution_progress} when it was cut off. The order makes it so: restatements
 * before the rows of sender_persons that they follow from, so that a difference that has been noted
 * has its restatement; progress last.
 */
public final class Resolver {
  private final Settings settings;
  private final NewRowsReader newRows;
  private final FactReader facts;
  private final DeviceUserTable deviceUsers;
  private final SenderPersonTable persons;
  private final RestatementTable restatements;
  private final ProgressTable progressTable;
  private final Restater restater;
  private final AliasOrders aliasOrders;
  private final BooleanSupplier mayGoOn;
  private final List<AliasOrder> orders = new ArrayList<>();
  private final Map<Integer, Long> progress;
  private Set<DeviceKey> ordered = Set.of();
  private int version;

  /**
   * Limits of the work and of what is joined.
   *
   * @param deviceUsersMax a device that more users share belongs to nobody
   * @param personDevicesMax of a user with more devices only so many are joined
   * @param offsetsMax offsets that are looked at in one go
   * @param sendersMax users and devices that are resolved in one go
   * @param restatedMax senders whose rows are rewritten in one statement
   */
  public record Settings(
      int deviceUsersMax, int personDevicesMax, long offsetsMax, int sendersMax, int restatedMax) {
    private static final long OFFSETS_MAX = 200_000;
    private static final int SENDERS_MAX = 1_000;
    private static final int RESTATED_MAX = 2_000;

    /** As configured, in steps that are small against the pause between two rounds. */
    public static Settings of(IdentityConfig config) {
      return new Settings(
          config.deviceUsersMax(),
          config.personDevicesMax(),
          OFFSETS_MAX,
          SENDERS_MAX,
          RESTATED_MAX);
    }
  }

  /**
   * Begins from what is stored.
   *
   * @param runs numbers that no process has used before
   * @param mayGoOn asked between steps; once false, the work stops
   */
  public Resolver(
      ClickHouse clickHouse,
      AliasOrders aliasOrders,
      Settings settings,
      InstantSource clock,
      LongSupplier runs,
      BooleanSupplier mayGoOn) {
    this.settings = settings;
    this.aliasOrders = aliasOrders;
    this.mayGoOn = mayGoOn;
    newRows = new NewRowsReader(clickHouse, settings.deviceUsersMax());
    facts = new FactReader(clickHouse, settings.deviceUsersMax(), settings.personDevicesMax());
    deviceUsers = new DeviceUserTable(clickHouse);
    persons = new SenderPersonTable(clickHouse, clock);
    restatements = new RestatementTable(clickHouse, clock);
    progressTable = new ProgressTable(clickHouse);
    restater = new Restater(clickHouse, restatements, persons, facts, settings.restatedMax(), runs);
    progress = new HashMap<>(progressTable.read());
    version = persons.newestVersion();
  }

  /** Looks at everything that is new up to these offsets, and at new orders. */
  public void resolve(Map<Integer, Long> committed) {
    resolveOrders();
    for (Map.Entry<Integer, Long> source : committed.entrySet()) {
      long next = progress.getOrDefault(source.getKey(), 0L);
      while (next < source.getValue() && mayGoOn.getAsBoolean()) {
        long to = Math.min(source.getValue(), next + settings.offsetsMax());
        resolve(new LogRange(source.getKey(), next, to));
        progressTable.save(source.getKey(), to);
        progress.put(source.getKey(), to);
        next = to;
      }
    }
  }

  /**
   * Rewrites rows of some of the senders for which that is pending.
   *
   * @return how many senders; 0 when nothing is pending
   */
  public int restateSome() {
    return restater.restateSome();
  }

  /**
   * Removes what says of rows what they say themselves by now.
   *
   * @param age since they were rewritten; more than any question takes
   */
  public void removeRewritten(Duration age) {
    restater.removeRewritten(age);
  }

  /**
   * Removes what attempts to rewrite rows have left behind when they were cut off.
   *
   * @param age of what is removed; more than any attempt takes that still goes on
   */
  public void removeLeftovers(Duration age) {
    restater.removeLeftovers(age);
  }

  /** What is still to be rewritten. */
  Backlog backlog() {
    RestatementTable.Backlog backlog = restatements.backlog();
    return new Backlog(backlog.senders(), backlog.oldestMillis());
  }

  /**
   * Senders whose rows are to be rewritten.
   *
   * @param oldestMillis since when one of them waits
   */
  record Backlog(long senders, long oldestMillis) {}

  private void resolveOrders() {
    List<AliasOrder> more = aliasOrders.after(orders.isEmpty() ? 0 : orders.getLast().id());
    if (more.isEmpty()) {
      return;
    }
    Set<DeviceKey> ids = new HashSet<>();
    for (AliasOrder order : more) {
      ids.add(new DeviceKey(order.project(), order.previousId()));
      ids.add(new DeviceKey(order.project(), order.userId()));
    }
    List<AliasOrder> all = new ArrayList<>(orders);
    all.addAll(more);
    Set<Integer> users = new HashSet<>();
    for (StoredSender known : facts.sendersById(ids)) {
      if (known.sender().kind() == Sender.Kind.USER) {
        users.add(known.number());
      }
    }
    // also of ids that have sent nothing: the order outranks what SDKs have said of them
    resolve(users, ids, all);
    orders.addAll(more);
    ordered = idsOfMerges(orders);
  }

  /** The ids of the last order for each previous id, where that is a merge. */
  private static Set<DeviceKey> idsOfMerges(List<AliasOrder> orders) {
    Map<DeviceKey, AliasOrder> last = new HashMap<>();
    orders.forEach(order -> last.put(new DeviceKey(order.project(), order.previousId()), order));
    Set<DeviceKey> ids = new HashSet<>();
    last.forEach((previous, order) -> {
      switch (order.action()) {
        case MERGE -> {
          ids.add(previous);
          ids.add(new DeviceKey(order.project(), order.userId()));
        }
        case UNDO -> {}
      }
    });
    return ids;
  }

  private void resolve(LogRange range) {
    List<NewRows> rows = newRows.rows(range);
    if (rows.isEmpty()) {
      return;
    }
    Concerned concerned = Concerned.by(rows, newRows.known(range, rows, ordered));
    if (!concerned.facts().isEmpty()) {
      deviceUsers.add(concerned.facts());
    }
    Set<Integer> users = new HashSet<>();
    concerned.users().forEach(user -> users.add(user.number()));
    resolve(users, concerned.devices(), orders);
    restateStale(concerned.stale());
  }

  private void resolve(Set<Integer> users, Set<DeviceKey> devices, List<AliasOrder> ordered) {
    for (List<Integer> some : parts(users)) {
      store(Gathering.gather(facts, ordered, Set.copyOf(some), Set.of()));
    }
    for (List<DeviceKey> some : parts(devices)) {
      store(Gathering.gather(facts, ordered, Set.of(), Set.copyOf(some)));
    }
  }

  private void store(Gathering.Gathered gathered) {
    Map<Integer, SenderPersonTable.Stored> stored = persons.find(gathered.concerned());
    Map<Integer, RestatementTable.Pending> pending = pendingOf(gathered.concerned());
    Set<Integer> owing = new HashSet<>();
    pending.forEach((number, one) -> {
      if (!one.restatement().owners().isEmpty()) {
        owing.add(number);
      }
    });
    List<Restatement> newRestatements = new ArrayList<>();
    List<SenderPersonTable.Row> newRows = new ArrayList<>();
    int next = version + 1;
    gathered
        .clusters()
        .forEach((project, cluster) -> {
          Map<Integer, ResolvedSender> resolved = Resolution.of(cluster, settings.deviceUsersMax());
          resolved.keySet().retainAll(gathered.concerned());
          Changes changes = Changes.of(project, resolved.values(), stored, next, owing);
          newRestatements.addAll(changes.restatements());
          newRows.addAll(changes.rows());
        });
    if (!newRestatements.isEmpty()) {
      restatements.store(newRestatements, next);
    }
    if (!newRows.isEmpty()) {
      persons.store(newRows);
      version = next;
    }
  }

  /** Rows that were written before something was known, and those that a late change concerns. */
  private void restateStale(Map<SenderNumber, Long> stale) {
    for (List<SenderNumber> some : parts(stale.keySet())) {
      List<Integer> numbers = some.stream().map(SenderNumber::number).toList();
      Map<Integer, SenderPersonTable.Stored> stored = persons.find(numbers);
      List<Restatement> rewritten = new ArrayList<>();
      for (SenderNumber sender : some) {
        SenderPersonTable.Stored one = stored.get(sender.number());
        rewritten.add(
            new Restatement(
                sender,
                one == null ? List.of() : one.person().owners(),
                stale.getOrDefault(sender, Owner.BEGINNING_MILLIS)));
      }
      version++;
      restatements.store(rewritten, version);
    }
  }

  private Map<Integer, RestatementTable.Pending> pendingOf(Collection<Integer> numbers) {
    Map<Integer, RestatementTable.Pending> pending = new HashMap<>();
    for (List<Integer> slice : Slices.ofNumbers(numbers)) {
      restatements
          .allOf(slice)
          .forEach(one -> pending.put(one.restatement().sender().number(), one));
    }
    return pending;
  }

  private <T> List<List<T>> parts(Collection<T> all) {
    List<T> inOrder = List.copyOf(all);
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < inOrder.size(); i += settings.sendersMax()) {
      parts.add(inOrder.subList(i, Math.min(inOrder.size(), i + settings.sendersMax())));
    }
    return parts;
  }
}
