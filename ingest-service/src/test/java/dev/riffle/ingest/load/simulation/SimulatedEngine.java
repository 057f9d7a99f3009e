package dev.riffle.ingest.load.simulation;

import dev.riffle.ingest.load.delivery.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of events and the network before it. A block is split by months; each part is committed
 * together with its token, one part after the other, so that a kill leaves some.
 */
final class SimulatedEngine {
  private static final int CANNOT_PARSE = 27;
  private static final int CANNOT_READ_ALL_DATA = 33;

  final List<Request> network = new ArrayList<>();
  final List<Request> running = new ArrayList<>();
  final List<Entry> rows = new ArrayList<>();
  private final Plan plan;
  private final Dice dice;
  private final Journal journal;
  private final Checks checks;
  private final Simulation simulation;
  private final TokenLog tokens;
  private final List<String> mistaken = new ArrayList<>();
  private boolean up = true;

  private final Set<String> incomplete = new HashSet<>();

  /** When rows landed last under a batch's token, or one made of it. */
  private final Map<String, Integer> landedAt = new HashMap<>();

  SimulatedEngine(Simulation simulation, Plan plan, Dice dice, Checks checks, Journal journal) {
    this.simulation = simulation;
    this.plan = plan;
    this.dice = dice;
    this.checks = checks;
    this.journal = journal;
    this.tokens = new TokenLog(plan.window);
  }

  boolean isUp() {
    return up;
  }

  /** A request leaves the network. */
  void arrive(Request request) {
    network.remove(request);
    if (!up) {
      end(request, new Answer.Unknown(), "arrives at an engine that is down");
      return;
    }
    for (Request other : running) {
      if (other.statement.equals(request.statement)) {
        journal.count(Happening.STATEMENT_WITH_SAME_ID_REFUSED);
        end(request, new Answer.Unknown(), "refused: a statement of that id runs already");
        return;
      }
    }
    if (request.hasBadRow) {
      journal.count(Happening.REFUSED_FOR_A_ROW);
      end(request, new Answer.Refused(CANNOT_PARSE), "refused for its rows");
      return;
    }
    if (dice.perMille(plan.refusedByMistake) && !mistaken.contains(request.batchToken)) {
      mistaken.add(request.batchToken);
      journal.count(Happening.REFUSED_BY_MISTAKE);
      end(request, new Answer.Refused(CANNOT_READ_ALL_DATA), "refused, its rows cut short");
      return;
    }
    request.parts = split(request.rows);
    running.add(request);
    tell(request, "arrives");
  }

  private static List<List<Entry>> split(List<Entry> rows) {
    List<List<Entry>> parts = new ArrayList<>(3);
    for (Entry row : rows) {
      List<Entry> part = null;
      for (List<Entry> one : parts) {
        if (one.getFirst().event().month == row.event().month) {
          part = one;
        }
      }
      if (part == null) {
        part = new ArrayList<>();
        parts.add(part);
      }
      part.add(row);
    }
    return parts;
  }

  /** A running statement commits its next part, or ends. */
  void advance(Request request) {
    if (request.nextPart == request.parts.size()) {
      running.remove(request);
      end(request, new Answer.Done(), "done");
      return;
    }
    List<Entry> part = request.parts.get(request.nextPart++);
    if (isLogged(request, part)) {
      if (isLate(request)) {
        journal.count(Happening.LATE_INSERT_FENCED);
      }
      tell(request, "finds its token, month " + month(part));
    } else {
      log(request, part);
      land(request, part);
    }
  }

  /** The connection breaks before the request has arrived. */
  void lose(Request request) {
    network.remove(request);
    journal.count(Happening.INSERT_LOST);
    end(request, new Answer.Unknown(), "lost");
  }

  /** KILL QUERY ... SYNC. Returns false when nobody answers. */
  boolean stop(String statement) {
    if (!up) {
      return false;
    }
    for (int i = running.size() - 1; i >= 0; i--) {
      Request request = running.get(i);
      if (request.statement.equals(statement)) {
        running.remove(i);
        if (request.nextPart > 0 && request.nextPart < request.parts.size()) {
          journal.count(Happening.STATEMENT_STOPPED_HALF_WAY);
        }
        end(request, new Answer.Unknown(), "stopped before part " + request.nextPart);
      }
    }
    return true;
  }

  List<Entry> landed(int part, long from, long to) {
    List<Entry> landed = new ArrayList<>();
    for (Entry row : rows) {
      if (row.part() == part && row.offset() >= from && row.offset() < to) {
        landed.add(row);
      }
    }
    return landed;
  }

  /** kill -9: what runs ends anywhere. */
  void kill() {
    up = false;
    for (Request request : List.copyOf(running)) {
      running.remove(request);
      if (request.nextPart > 0 && request.nextPart < request.parts.size()) {
        journal.count(Happening.ENGINE_KILLED_BETWEEN_PARTS);
      }
      if (request.nextPart < request.parts.size() && dice.coin()) {
        killBetween(request, request.parts.get(request.nextPart));
      }
      end(request, new Answer.Unknown(), "dies with the engine before part " + request.nextPart);
    }
  }

  private void killBetween(Request request, List<Entry> part) {
    if (isLogged(request, part)) {
      return;
    }
    switch (plan.tokenOrder) {
      case BEFORE_PART -> {
        log(request, part);
        journal.count(Happening.ENGINE_KILLED_BETWEEN_TOKEN_AND_PART);
        tell(request, "leaves its token without the rows, month " + month(part));
      }
      case AFTER_PART -> {
        if (!isNeeded(logged(request, part), request, simulation.now())) {
          journal.count(Happening.ENGINE_KILLED_BETWEEN_PART_AND_TOKEN);
          incomplete.add(request.batchToken);
          land(request, part);
          tell(request, "leaves its rows without the token, month " + month(part));
        }
      }
    }
  }

  void start() {
    up = true;
    if (plan.tokenLogLost && dice.coin()) {
      tokens.forget(this::isNeeded);
      journal.count(Happening.TOKEN_LOG_LOST);
      if (journal.isTold()) {
        journal.tell("    engine: its log of tokens is lost");
      }
    }
  }

  private void land(Request request, List<Entry> part) {
    if (isLate(request)) {
      journal.count(Happening.LATE_INSERT_LANDED);
      if (!request.sender.isAlive()) {
        journal.count(Happening.LATE_INSERT_OF_DEAD_OWNER_LANDED);
      }
    }
    tell(request, "lands " + part.stream().map(Entry::offset).toList());
    landedAt.put(request.batchToken, simulation.now());
    for (Entry row : part) {
      rows.add(row);
      checks.rowLanded(row);
    }
  }

  private boolean isLogged(Request request, List<Entry> part) {
    return tokens.has(request.token, part.getFirst().part(), month(part));
  }

  private void log(Request request, List<Entry> part) {
    int forgotten = tokens.add(logged(request, part), this::isNeeded);
    for (int i = 0; i < forgotten; i++) {
      journal.count(Happening.TOKEN_EVICTED);
    }
  }

  private TokenLog.Logged logged(Request request, List<Entry> part) {
    return new TokenLog.Logged(
        request.token, request.batchToken, part.getFirst().part(), month(part));
  }

  /**
   * Whether somebody may still insert under it rows that he saw missing before others of the batch
   * landed: then the guarantee does not hold without it.
   */
  private boolean isNeeded(TokenLog.Logged entry) {
    boolean needed = isNeeded(entry, null, landedAt.getOrDefault(entry.batchToken(), -1));
    if (!needed) {
      incomplete.add(entry.batchToken());
    }
    return needed;
  }

  /** Whether the log has forgotten any token of that batch. */
  boolean hasForgotten(String batchToken) {
    return incomplete.contains(batchToken);
  }

  private boolean isNeeded(TokenLog.Logged entry, @Nullable Request except, int landed) {
    if (plan.neededTokensLost) {
      return false;
    }
    for (Request request : network) {
      if (request.batchToken.equals(entry.batchToken())) {
        return true;
      }
    }
    for (Request request : running) {
      if (request != except && request.batchToken.equals(entry.batchToken())) {
        return true;
      }
    }
    return simulation.mayBeInserted(entry.token(), landed);
  }

  private static boolean isLate(Request request) {
    return request.sender.isSuperseded();
  }

  private static int month(List<Entry> part) {
    return part.getFirst().event().month;
  }

  private void end(Request request, Answer answer, String what) {
    tell(request, what);
    if (answer instanceof Answer.Unknown || !dice.perMille(plan.insertAnswerLost)) {
      request.answer(answer);
    } else {
      journal.count(Happening.INSERT_ANSWER_LOST);
      request.answer(new Answer.Unknown());
      tell(request, "its answer is lost");
    }
  }

  private void tell(Request request, String what) {
    if (journal.isTold()) {
      journal.tell("    engine: " + request + " " + what);
    }
  }
}
