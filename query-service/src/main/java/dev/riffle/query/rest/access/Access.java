package dev.riffle.query.rest.access;

import dev.riffle.project.KeyScope;
import dev.riffle.query.metadata.KeyReach;
import dev.riffle.query.metadata.KnownKey;

/** What a door asks of the one who comes in. */
public enum Access {
  /** Nothing: pages that are the same for everybody. */
  OPEN("nothing"),
  /** Ask questions of the key's project. */
  ASK("a read key (rk_) or an admin key (ak_)"),
  /** Administer projects that the key reaches. */
  ADMINISTER("an admin key (ak_)"),
  /** Administer the installation. */
  ADMINISTER_INSTALLATION("an admin key (ak_) that reaches the whole installation");

  private final String needs;

  Access(String needs) {
    this.needs = needs;
  }

  /** What to come with, in words. */
  String needs() {
    return needs;
  }

  boolean admits(KnownKey key) {
    return switch (this) {
      case OPEN -> true;
      case ASK ->
          switch (key.scope()) {
            case READ, ADMIN -> true;
            case WRITE -> false;
          };
      case ADMINISTER -> key.scope() == KeyScope.ADMIN;
      case ADMINISTER_INSTALLATION ->
          key.scope() == KeyScope.ADMIN && key.reach() == KeyReach.INSTALLATION;
    };
  }
}
