package dev.riffle.ingest.load.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes wrong, by the chances of the plan. */
final class Faults {
  private static final int SUPERSEDED_MAX = 3;

  private final Simulation simulation;
  private final Plan plan;
  private final Dice dice;
  private final Journal journal;
  private final SimulatedEngine engine;

  Faults(Simulation simulation) {
    this.simulation = simulation;
    this.plan = simulation.plan();
    this.dice = simulation.dice();
    this.journal = simulation.journal();
    this.engine = simulation.engine();
  }

  /** Returns whether something went wrong in this step. */
  boolean happened() {
    SimulatedLog log = simulation.logs().get(dice.below(simulation.logs().size()));
    int lot = dice.below(1000);
    if ((lot -= plan.engineKilled) < 0) {
      return engineKilled();
    }
    if ((lot -= plan.ownerKilled) < 0) {
      return ownerKilled(log);
    }
    if ((lot -= plan.ownerFrozen) < 0) {
      return ownerFrozen(log);
    }
    if ((lot -= plan.ownerReplaced) < 0) {
      return ownerReplaced(log);
    }
    if ((lot -= plan.insertTimeout) < 0) {
      return insertTimedOut();
    }
    if ((lot -= plan.insertLost) < 0) {
      return insertLost();
    }
    if ((lot -= plan.truncated) < 0) {
      return truncated(log);
    }
    if ((lot -= plan.createdAnew) < 0) {
      return createdAnew(log);
    }
    if ((lot -= plan.offsetsDeleted) < 0) {
      return offsetsDeleted(log);
    }
    if ((lot -= plan.replays) < 0) {
      return upgraded(log);
    }
    return false;
  }

  private boolean engineKilled() {
    if (!engine.isUp()) {
      return false;
    }
    tell("kill -9 of the engine");
    engine.kill();
    return true;
  }

  private boolean ownerKilled(SimulatedLog log) {
    SimulatedOwner owner = simulation.current(log);
    if (owner == null) {
      return false;
    }
    journal.count(Happening.OWNER_KILLED);
    owner.end("is killed");
    return true;
  }

  private boolean ownerFrozen(SimulatedLog log) {
    SimulatedOwner owner = simulation.current(log);
    if (owner == null) {
      return false;
    }
    int steps = dice.between(5, 120);
    owner.frozenUntil = simulation.now() + steps;
    tell(owner + " is frozen for " + steps + " steps");
    return true;
  }

  /** The group takes the partition away; its owner does not know of it. */
  private boolean ownerReplaced(SimulatedLog log) {
    SimulatedOwner owner = simulation.current(log);
    // more often in the midst of an insert, where it hurts
    if (owner == null || log.halted || (!owner.isAwaitingInsert() && dice.coin())) {
      return false;
    }
    List<SimulatedOwner> superseded =
        simulation.owners().stream()
            .filter(one -> one.log == log && one.isAlive() && one.isSuperseded())
            .toList();
    if (superseded.size() >= SUPERSEDED_MAX) {
      superseded.getFirst().end("is killed at last");
    }
    journal.count(Happening.OWNER_SUPERSEDED_ALIVE);
    tell("the group gives the partition of " + owner + " to another");
    simulation.begin(log);
    return true;
  }

  /** A new version that mends an event takes over; the old one may still be alive. */
  private boolean upgraded(SimulatedLog log) {
    SimulatedOwner owner = simulation.current(log);
    if (owner != null && dice.coin()) {
      owner.end("is shut down for an upgrade");
    }
    simulation.producers().mend(log, simulation.now() - 1);
    if (!log.halted) {
      simulation.begin(log);
    }
    return true;
  }

  private boolean insertTimedOut() {
    for (SimulatedOwner owner : simulation.owners()) {
      if (owner.isAlive() && owner.isAwaitingInsert() && dice.coin()) {
        owner.timeOut();
        return true;
      }
    }
    return false;
  }

  private boolean insertLost() {
    @Nullable Request request =
        engine.network.isEmpty() ? null : engine.network.get(dice.below(engine.network.size()));
    if (request == null) {
      return false;
    }
    engine.lose(request);
    return true;
  }

  private boolean truncated(SimulatedLog log) {
    if (log.end() == 0) {
      return false;
    }
    // mostly what is not committed yet: the rest stops the partition
    long least = log.hasCommit() && !dice.perMille(200) ? log.committed().offset() : 0;
    if (least >= log.end()) {
      return false;
    }
    long end = least + dice.below((int) (log.end() - least));
    tell("log " + log.partition + " is truncated to " + end);
    journal.count(Happening.LOG_TRUNCATED);
    log.truncate(end);
    return true;
  }

  private boolean createdAnew(SimulatedLog log) {
    tell("topic " + log.partition + " is created anew");
    journal.count(Happening.TOPIC_RECREATED);
    log.createAnew(dice.coin());
    return true;
  }

  private boolean offsetsDeleted(SimulatedLog log) {
    if (!log.hasCommit()) {
      return false;
    }
    if (!plan.intentsLost) {
      quieten(log);
    }
    tell("offsets of log " + log.partition + " are deleted");
    journal.count(Happening.GROUP_OFFSETS_DELETED);
    log.deleteOffsets();
    if (plan.intentsLost && !log.halted) {
      simulation.begin(log);
    }
    return true;
  }

  /** A partition that stands still is begun again, from the beginning, as the manual says. */
  void operatorResets(SimulatedLog log) {
    quieten(log);
    tell("log " + log.partition + " is begun again by the operator");
    log.deleteOffsets();
    log.halted = false;
  }

  /**
   * Outside the guarantee: an owner that goes on, or its insert on its way, when it has a successor
   * and the engine's log has forgotten a token of its batch.
   */
  void leaveNobodyWithoutFence(SimulatedLog log) {
    if (plan.neededTokensLost) {
      return;
    }
    boolean owned =
        simulation.owners().stream()
            .anyMatch(owner ->
                owner.log == log
                    && owner.isAlive()
                    && owner.batchToken().filter(engine::hasForgotten).isPresent());
    if (owned
        || engine.network.stream().anyMatch(request -> isWithoutFence(request, log))
        || engine.running.stream().anyMatch(request -> isWithoutFence(request, log))) {
      quieten(log);
    }
  }

  private boolean isWithoutFence(Request request, SimulatedLog log) {
    return request.sender.log == log && engine.hasForgotten(request.batchToken);
  }

  /** Every loader of the partition is ended, and nothing of theirs is on its way. */
  private void quieten(SimulatedLog log) {
    for (SimulatedOwner owner : simulation.owners()) {
      if (owner.log == log && owner.isAlive()) {
        owner.end("is shut down");
      }
    }
    for (Request request : List.copyOf(engine.network)) {
      if (request.sender.log == log) {
        if (dice.coin()) {
          engine.lose(request);
        } else {
          engine.arrive(request);
        }
      }
    }
    for (Request request : List.copyOf(engine.running)) {
      while (request.sender.log == log && engine.running.contains(request)) {
        engine.advance(request);
      }
    }
  }

  private void tell(String what) {
    if (journal.isTold()) {
      journal.tell("    !! " + what);
    }
  }
}
