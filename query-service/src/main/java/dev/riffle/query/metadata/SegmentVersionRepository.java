package dev.riffle.query.metadata;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import org.hibernate.annotations.processing.SQL;

/** Statements on {@code segment_version}; Hibernate checks them at compile time. */
@Repository
interface SegmentVersionRepository extends CrudRepository<SegmentVersionEntity, Long> {
  /** The newest version of each segment, deleted ones too, in the order of their ids. */
  @Query(
      "select s from SegmentVersionEntity s where s.project = :project and s.version ="
          + " (select max(o.version) from SegmentVersionEntity o"
          + " where o.project = s.project and o.segment = s.segment) order by s.segment")
  List<SegmentVersionEntity> newest(int project);

  /** All versions of a segment, oldest first. */
  @Query(
      "select s from SegmentVersionEntity s where s.project = :project and s.segment = :segment"
          + " order by s.version")
  List<SegmentVersionEntity> versions(int project, String segment);

  /** Until the end of the transaction nobody else writes segments of the project. */
  @SQL("select * from project where id = :project for no key update")
  Project lock(int project);
}
