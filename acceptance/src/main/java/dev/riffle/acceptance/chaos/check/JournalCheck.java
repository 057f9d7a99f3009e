package dev.riffle.acceptance.chaos.check;

import dev.riffle.acceptance.chaos.load.EventSource;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The journal of a run against the table that it filled. */
public final class JournalCheck {
  private JournalCheck() {}

  /** Reads both and compares them; takes a few seconds for a million events. */
  public static List<Verdict> verdicts(Path journal, StoredEvents stored)
      throws IOException, InterruptedException {
    SentMessages sent = new SentMessages();
    EventSource source = sent.read(journal);
    Comparison comparison = new Comparison(source, sent);
    StoredRows.read(stored, source.messagePrefix(), comparison);
    return comparison.verdicts();
  }
}
