package dev.riffle.query.catalog;

import dev.riffle.query.ProjectContext;

/** Where a project's catalog comes from. Thread-safe. */
public interface Catalogs {
  /**
   * At most a minute old. Enough to plan by: an answer does not depend on its counts, and every
   * name in it is still one. Whether a name is unknown only {@link #fresh} can say.
   */
  Catalog recent(ProjectContext project);

  /** As it is now. */
  Catalog fresh(ProjectContext project);
}
