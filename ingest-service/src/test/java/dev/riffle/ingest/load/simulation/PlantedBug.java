package dev.riffle.ingest.load.simulation;

import dev.riffle.ingest.load.delivery.Answer;
import dev.riffle.ingest.load.delivery.Batch;
import dev.riffle.ingest.load.delivery.Intent;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.LandedRows;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Mistakes that loaders of this kind make; each must be found. The state machine itself is the real
 * one: it is lied to, or what it asks for is done otherwise.
 */
enum PlantedBug {
  /** A recovered batch is sent again as a whole under its token, and the engine's yes believed. */
  TOKEN_AS_TRUTH {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        boolean isLanded(Entry entry, LandedRows landed, Seen seen, Optional<Intent> announced) {
          boolean sendsAgain = announced.isPresent() && entry.offset() < announced.get().end();
          return !sendsAgain && super.isLanded(entry, landed, seen, announced);
        }

        @Override
        LandedRows readBack(Seen seen, Batch batch, Answer doubt) {
          return switch (doubt) {
            case Answer.Done _ -> rows(batch, _ -> true);
            case Answer.Unknown _ -> LandedRows.NONE;
            case Answer.Refused _, Answer.Landed _ -> super.readBack(seen, batch, doubt);
          };
        }
      };
    }
  },

  /** Whatever lies before the greatest offset in the table is taken for landed. */
  GREATEST_OFFSET {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        boolean isLanded(Entry entry, LandedRows landed, Seen seen, Optional<Intent> announced) {
          return entry.offset() <= greatest(seen);
        }

        @Override
        LandedRows readBack(Seen seen, Batch batch, Answer doubt) {
          return rows(batch, offset -> offset <= greatest(seen));
        }

        private long greatest(Seen seen) {
          return seen.rows().stream().mapToLong(Entry::offset).max().orElse(-1);
        }
      };
    }
  },

  /** The message id is written to the index before the insert, and what is in it is dropped. */
  MARK_THEN_INSERT {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        boolean isRetry(Entry entry, RetryIndex index) {
          return index.hasSeen(entry);
        }

        @Override
        boolean marksBeforeInsert() {
          return true;
        }
      };
    }
  },

  COMMIT_BEFORE_INSERT {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        boolean commitsBeforeInsert() {
          return true;
        }
      };
    }
  },

  /** Announcements are not heeded, nothing is stopped, every insert has a token of its own. */
  NO_FENCE {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        Optional<Intent> inherited(Optional<Intent> announced) {
          return Optional.empty();
        }

        @Override
        boolean stopsStatements() {
          return false;
        }

        @Override
        String token(String token, int attempt) {
          return token + "!" + attempt;
        }
      };
    }
  },

  OFFSETS_WITHOUT_INGEST_ID {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        boolean isLanded(Entry entry, LandedRows landed, Seen seen, Optional<Intent> announced) {
          return has(seen, entry.offset());
        }

        @Override
        LandedRows readBack(Seen seen, Batch batch, Answer doubt) {
          return rows(batch, offset -> has(seen, offset));
        }

        private boolean has(Seen seen, long offset) {
          return seen.rows().stream().anyMatch(row -> row.offset() == offset);
        }
      };
    }
  },

  /** What is missing after a doubt is inserted, and that is that. */
  NO_VERIFICATION {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        LandedRows readBack(Seen seen, Batch batch, Answer doubt) {
          return doubt instanceof Answer.Done
              ? rows(batch, _ -> true)
              : super.readBack(seen, batch, doubt);
        }
      };
    }
  },

  /** The insert is sent while the announcement is still on its way, and may never be noted. */
  ANNOUNCEMENT_NOT_AWAITED {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        boolean awaitsAnnouncements() {
          return false;
        }
      };
    }
  },

  DEAD_LETTERS_AFTER_COMMIT {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        boolean keepsDeadLettersAfterCommit() {
          return true;
        }
      };
    }
  },

  /** As it was before the simulator found it: a range that holds less has a token of its own. */
  INTENT_OF_THE_SAME_RANGE_ONLY {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        Optional<Intent> inherited(Optional<Intent> announced, long end) {
          return announced.filter(intent -> intent.end() == end);
        }
      };
    }
  },

  /** As it was before the simulator found it: a refused batch is cut, and nobody told. */
  CUT_WITHOUT_ANNOUNCEMENT {
    @Override
    Protocol protocol() {
      return new Protocol() {
        @Override
        boolean announcesCuts() {
          return false;
        }
      };
    }
  };

  abstract Protocol protocol();

  private static LandedRows rows(Batch batch, LongPredicate landed) {
    EventBlock.Rows rows = batch.rows();
    LandedRows.Builder all = new LandedRows.Builder();
    for (int i = 0; i < rows.count(); i++) {
      if (landed.test(rows.offset(i))) {
        all.add(rows.offset(i), rows.ingestId(i));
      }
    }
    return all.build();
  }
}
