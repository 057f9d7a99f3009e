package dev.riffle.ingest.load.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a resolution changes of what is stored: a pure function of both.
 *
 * @param restatements rows to be rewritten
 * @param rows to be stored in {@code sender_persons}
 */
record Changes(List<Restatement> restatements, List<SenderPersonTable.Row> rows) {
  /**
   * The changes of some senders of one project.
   *
   * @param version for rows that say something else about events
   * @param owing senders for whom a restatement with owners is pending already: one without would
   *     hide it
   */
  static Changes of(
      int project,
      Collection<ResolvedSender> resolved,
      Map<Integer, SenderPersonTable.Stored> stored,
      int version,
      Set<Integer> owing) {
    Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
    for (ResolvedSender sender : resolved) {
      SenderPersonTable.Stored before = stored.get(sender.number());
      if (before != null || !sender.isAlone()) {
        changes.add(project, sender, before, version, owing.contains(sender.number()));
      }
    }
    return changes;
  }

  private void add(
      int project,
      ResolvedSender sender,
      SenderPersonTable.@Nullable Stored before,
      int version,
      boolean owing) {
    SenderPerson old = before == null ? SenderPerson.alone(sender.number()) : before.person();
    OptionalLong owners = Difference.ofOwners(old.owners(), sender.owners());
    OptionalLong histories = Difference.ofHistories(old.shared(), sender.shared());
    if (owners.isPresent() || histories.isPresent()) {
      restatements.add(
          new Restatement(
              new SenderNumber(project, sender.number()),
              owners.isPresent() || owing ? sender.owners() : List.of(),
              Math.min(owners.orElse(Long.MAX_VALUE), histories.orElse(Long.MAX_VALUE))));
      rows.add(new SenderPersonTable.Row(project, sender, version));
    } else if (before == null) {
      rows.add(new SenderPersonTable.Row(project, sender, version));
    } else if (!before.current().equals(sender.current())) {
      // what events say stays, so their version does
      rows.add(new SenderPersonTable.Row(project, sender, old.version()));
    }
  }
}
