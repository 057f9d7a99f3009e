package dev.riffle.query.catalog;

import dev.riffle.query.ProjectContext;

/** Where a project's catalog comes from. Thread-safe. */
public interface Catalogs {
  /** At most a second old. */
  Catalog recent(ProjectContext project);

  /** As it is now. */
  Catalog fresh(ProjectContext project);
}
