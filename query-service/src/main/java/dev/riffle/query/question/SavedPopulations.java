package dev.riffle.query.question;

import java.util.Optional;

/** The saved segments of one project, as they are known while one question is answered. */
@FunctionalInterface
public interface SavedPopulations {
  SavedPopulations NONE = _ -> Optional.empty();

  /** The population that is saved under an id. */
  Optional<Population> find(String id);
}
