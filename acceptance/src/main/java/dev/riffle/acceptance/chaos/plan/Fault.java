package dev.riffle.acceptance.chaos.plan;

import dev.riffle.acceptance.chaos.network.Impairment;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One thing that breaks. */
public sealed interface Fault {
  FaultGroup group();

  /** What it hits, as plan and report name it. */
  String target();

  /** How long it lasts; zero when it is over at once. */
  default Duration lasting() {
    return Duration.ZERO;
  }

  /** {@code kill -9}, all at once when there are several. */
  record Kill(List<PartName> parts) implements Fault {
    public Kill {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("a kill needs a part");
      }
    }

    @Override
    public FaultGroup group() {
      return FaultGroup.KILL;
    }

    @Override
    public String target() {
      return parts.size() == PartName.values().length
          ? "everything"
          : parts.stream().map(PartName::text).collect(Collectors.joining(" and "));
    }
  }

  /** The part is killed and not started again for so long. */
  record Hold(PartName part, Duration lasting) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.HOLD;
    }

    @Override
    public String target() {
      return part.text();
    }
  }

  /** Something is removed. */
  record Forget(Forgotten what) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.FORGET;
    }

    @Override
    public String target() {
      return what.text();
    }
  }

  /**
   * The process stands still, with its connections open.
   *
   * @param watched what clients and operators see meanwhile is checked too; nothing else may be
   *     broken then
   */
  record Stop(PartName part, Duration lasting, boolean watched) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.STOP;
    }

    @Override
    public String target() {
      return part.text();
    }
  }

  /** A connection misbehaves. */
  record Impair(Link link, Impairment impairment, Duration lasting) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.NETWORK;
    }

    @Override
    public String target() {
      return link.text() + ": " + impairment.text();
    }
  }

  /** Nothing more fits into a directory. */
  record FillDisk(Volume volume, Duration lasting) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.DISK;
    }

    @Override
    public String target() {
      return volume.text();
    }
  }

  /**
   * The engine dies at a system call.
   *
   * @param call name of the system call
   * @param occurrence the how manieth of them
   */
  record KillAtCall(String call, int occurrence) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.SYSCALL;
    }

    @Override
    public String target() {
      return "clickhouse at " + call + " number " + occurrence;
    }
  }

  /**
   * A system call of a part fails with EIO, as on a disk that is broken in places.
   *
   * @param occurrence the how manieth of a thread
   */
  record FailCall(PartName part, String call, int occurrence) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.IO_ERROR;
    }

    @Override
    public String target() {
      return part.text() + " at " + call + " number " + occurrence;
    }
  }

  /**
   * The engine is down until so many records of one partition wait, with poison among them: then
   * they are loaded as large batches.
   *
   * @param records that wait at least, in that partition
   * @param unreadable records among them that are no events
   * @param refused events among them that the engine refuses
   */
  record PoisonedBacklog(int records, int unreadable, int refused) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.POISON;
    }

    @Override
    public String target() {
      return String.format(
          Locale.ROOT,
          "%,d records of a partition with %d unreadable and %d refused ones",
          records,
          unreadable,
          refused);
    }
  }

  /** Records that are no events are written to the topic of events. */
  record Poisoning(Poison poison) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.POISON;
    }

    @Override
    public String target() {
      return poison.text();
    }
  }

  /** A second process with the role load joins, and leaves by SIGKILL or SIGTERM. */
  record SecondLoader(Duration lasting, boolean killed) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.REBALANCE;
    }

    @Override
    public String target() {
      return killed ? "second loader, killed" : "second loader, leaves";
    }
  }

  /**
   * Two processes load, and one of them stands still, again and again: the other takes its
   * partitions over, and then it wakes up.
   *
   * @param watched whether the other takes over is checked too; nothing else may be broken then
   */
  record FrozenLoaders(List<Freeze> freezes, boolean watched) implements Fault {
    /**
     * One standstill.
     *
     * @param second the second process, which only loads; otherwise the one that also collects
     */
    public record Freeze(boolean second, Duration lasting) {}

    public FrozenLoaders {
      freezes = List.copyOf(freezes);
    }

    @Override
    public FaultGroup group() {
      return FaultGroup.REBALANCE;
    }

    @Override
    public String target() {
      return freezes.size() == 1
          ? "one of two loaders stands still"
          : "one of two loaders stands still, " + freezes.size() + " times";
    }

    @Override
    public Duration lasting() {
      return freezes.stream().map(Freeze::lasting).reduce(Duration.ZERO, Duration::plus);
    }
  }

  /**
   * More load than planned.
   *
   * @param connections that many more
   */
  record Overload(int factor, int connections, Duration lasting) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.OVERLOAD;
    }

    @Override
    public String target() {
      return String.format(Locale.ROOT, "%d x load over %d more connections", factor, connections);
    }
  }
}
