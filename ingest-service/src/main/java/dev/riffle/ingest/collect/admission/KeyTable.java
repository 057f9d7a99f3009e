package dev.riffle.ingest.collect.admission;

import dev.riffle.project.ProjectId;
import java.sql.SQLException;
import java.util.Optional;

/** The table of keys, as the metadata store holds it. */
@FunctionalInterface
public interface KeyTable {
  /**
   * The project that the key opens for what this table is asked about, writing or reading; empty
   * when there is none. Blocks.
   *
   * @param hash lower-case hex SHA-256 of the key's text
   * @throws SQLException when the store does not answer
   */
  Optional<ProjectId> project(String hash) throws SQLException;
}
