package dev.riffle.ingest.load.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: picks again and again one of the things that can happen next, until the log is loaded
 * and nothing is on its way any more.
 */
final class Simulation {
  private static final int STEPS_MAX = 20_000;
  private static final int ENGINE_START = 150;

  private final Dice dice;
  private final Plan plan;
  private final Protocol protocol;
  private final Journal journal;
  private final Checks checks = new Checks(Plan.KEYS);
  private final SimulatedEngine engine;
  private final Producers producers;
  private final Faults faults;
  private final List<SimulatedLog> logs = new ArrayList<>();
  private final List<SimulatedOwner> owners = new ArrayList<>();
  private final @Nullable RetryIndex[] indexes;
  private int step;
  private int attempts;
  private int ownersEver;

  Simulation(long seed, Protocol protocol, Journal journal) {
    this(seed, protocol, journal, Plan::new);
  }

  /**
   * @param plans makes a plan of the seed's dice
   */
  Simulation(
      long seed,
      Protocol protocol,
      Journal journal,
      java.util.function.Function<Dice, Plan> plans) {
    this.dice = new Dice(seed);
    this.plan = plans.apply(dice);
    this.protocol = protocol;
    this.journal = journal;
    this.engine = new SimulatedEngine(this, plan, dice, checks, journal);
    for (int partition = 0; partition < plan.partitions; partition++) {
      logs.add(new SimulatedLog(partition));
    }
    this.indexes = new RetryIndex[plan.partitions];
    this.producers = new Producers(plan, dice, journal);
    this.faults = new Faults(this);
    producers.begin(logs);
  }

  /**
   * Runs to the end.
   *
   * @throws Violation when something happens that must not
   */
  void run() {
    while (!isOver()) {
      if (++step > STEPS_MAX) {
        throw new Violation("no end after " + STEPS_MAX + " steps");
      }
      if (!hasFaults() || !faults.happened()) {
        goOn();
      }
    }
    for (SimulatedLog log : logs) {
      log.entries().forEach(checks::loaded);
    }
    checks.retriesNotStored();
  }

  private boolean isOver() {
    if (hasFaults() || !engine.network.isEmpty() || !engine.running.isEmpty()) {
      return false;
    }
    for (SimulatedLog log : logs) {
      if (!log.hasCommit()
          || log.committed().offset() != log.end()
          || !log.isUncut(log.committed().offset(), log.committed().epoch())) {
        return false;
      }
    }
    for (SimulatedOwner owner : owners) {
      if (!owner.isIdle() || owner.isSuperseded() || owner.isOfAnotherTopic()) {
        return false;
      }
    }
    return owners.size() == logs.size();
  }

  boolean hasFaults() {
    return step < plan.faultSteps;
  }

  /** A chance per thousand that is 0 when the faults have ended. */
  int chance(int perMille) {
    return hasFaults() ? perMille : 0;
  }

  private void goOn() {
    owners.removeIf(owner -> !owner.isAlive());
    for (SimulatedLog log : logs) {
      if (log.halted) {
        if (dice.perMille(100)) {
          faults.operatorResets(log);
        }
      } else if (current(log) == null && dice.perMille(200)) {
        begin(log);
      }
    }
    if (!engine.isUp() && dice.perMille(ENGINE_START)) {
      engine.start();
      return;
    }
    pick();
  }

  private void pick() {
    int acting = 0;
    for (SimulatedOwner owner : owners) {
      acting += owner.canAct() && !isFrozen(owner) ? 1 : 0;
    }
    int owning = acting * plan.ownerWeight;
    int due = 0;
    for (Request request : engine.network) {
      due += isDue(request) ? 1 : 0;
    }
    int arriving = due * plan.networkWeight;
    int running = engine.running.size() * plan.engineWeight;
    int writing = producers.hasMore() ? 1 : 0;
    int total = owning + arriving + running + writing;
    if (total == 0) {
      return;
    }
    int picked = dice.below(total);
    if (picked < owning) {
      act(picked / plan.ownerWeight);
    } else if (picked < owning + arriving) {
      if (engine.isUp() || dice.coin()) {
        arrive((picked - owning) / plan.networkWeight);
      }
    } else if (picked < owning + arriving + running) {
      engine.advance(engine.running.get((picked - owning - arriving) / plan.engineWeight));
    } else {
      producers.write(logs);
    }
  }

  private void act(int which) {
    int left = which;
    for (SimulatedOwner owner : owners) {
      if (owner.canAct() && !isFrozen(owner) && left-- == 0) {
        owner.act();
        return;
      }
    }
  }

  private void arrive(int which) {
    int left = which;
    for (Request request : engine.network) {
      if (isDue(request) && left-- == 0) {
        engine.arrive(request);
        return;
      }
    }
  }

  private boolean isDue(Request request) {
    return request.arrivesAt <= step;
  }

  private boolean isFrozen(SimulatedOwner owner) {
    return hasFaults() && owner.frozenUntil > step;
  }

  @Nullable SimulatedOwner current(SimulatedLog log) {
    for (SimulatedOwner owner : owners) {
      if (owner.log == log && owner.isAlive() && !owner.isSuperseded()) {
        return owner;
      }
    }
    return null;
  }

  void begin(SimulatedLog log) {
    faults.leaveNobodyWithoutFence(log);
    owners.add(new SimulatedOwner(ownersEver++, log, this));
  }

  List<SimulatedOwner> owners() {
    return owners;
  }

  List<SimulatedLog> logs() {
    return logs;
  }

  int now() {
    return step;
  }

  Plan plan() {
    return plan;
  }

  Dice dice() {
    return dice;
  }

  Journal journal() {
    return journal;
  }

  Checks checks() {
    return checks;
  }

  SimulatedEngine engine() {
    return engine;
  }

  Protocol protocol() {
    return protocol;
  }

  Producers producers() {
    return producers;
  }

  int attempt() {
    return ++attempts;
  }

  long nonce() {
    return ++attempts;
  }

  /** Whether any owner may insert under the token what it saw missing before that step. */
  boolean mayBeInserted(String token, int before) {
    for (SimulatedOwner owner : owners) {
      if (owner.mayInsert(token, before)) {
        return true;
      }
    }
    return false;
  }

  void keepDeadLetters(List<Event> letters) {
    for (Event event : letters) {
      journal.count(
          event.flawFor(0) == Event.Flaw.UNREADABLE
              ? Happening.DEAD_LETTER_UNREADABLE
              : Happening.DEAD_LETTER_OF_ENGINE);
      checks.deadLetterKept(event);
      producers.deadLetter(event);
    }
  }

  /** The index as the partition's new owner finds it: what an earlier one wrote, or nothing. */
  RetryIndex index(SimulatedLog log) {
    RetryIndex kept = indexes[log.partition];
    if (kept == null || dice.perMille(plan.indexLost)) {
      journal.count(Happening.INDEX_LOST);
      return RetryIndex.empty(Plan.KEYS);
    }
    return kept.copy();
  }

  /** What an owner has written may reach the disk later, or never. */
  void keepIndex(SimulatedLog log, RetryIndex index) {
    if (dice.coin()) {
      keepIndexNow(log, index);
    }
  }

  void keepIndexNow(SimulatedLog log, RetryIndex index) {
    indexes[log.partition] = index.copy();
  }
}
