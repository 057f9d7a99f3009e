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

  /** The process stands still, with its connections open. */
  record Stop(PartName part, Duration lasting) implements Fault {
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

  /** Nothing more fits into the part's data directory. */
  record FillDisk(PartName part, Duration lasting) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.DISK;
    }

    @Override
    public String target() {
      return part.text();
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

  /** More load than planned. */
  record Overload(int factor, Duration lasting) implements Fault {
    @Override
    public FaultGroup group() {
      return FaultGroup.OVERLOAD;
    }

    @Override
    public String target() {
      return String.format(Locale.ROOT, "%d x load", factor);
    }
  }
}
