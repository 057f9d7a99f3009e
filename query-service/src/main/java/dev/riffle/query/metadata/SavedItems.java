package dev.riffle.query.metadata;

import dev.riffle.project.ProjectId;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.saved.Revision;
import dev.riffle.query.saved.SavedItem;
import dev.riffle.query.saved.SavedItem.Draft;
import dev.riffle.query.saved.SavedType;
import dev.riffle.query.segment.SavedSegment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The questions and dashboards that projects keep. Every method is one transaction. */
@ApplicationScoped
public class SavedItems {
  private final SavedItemRepository items;
  private final InstantSource clock;

  SavedItems(SavedItemRepository items, InstantSource clock) {
    this.items = items;
    this.clock = clock;
  }

  /** By their names. */
  @Transactional
  public <C> List<SavedItem<C>> of(ProjectId project, SavedType<C> type) {
    return items.all(project.number(), type.stored()).stream()
        .map(entity -> entity.saved(type))
        .toList();
  }

  @Transactional
  public <C> Optional<SavedItem<C>> find(ProjectId project, SavedType<C> type, String id) {
    return one(project, type, id).map(entity -> entity.saved(type));
  }

  /**
   * Keeps something new; its id comes from its name.
   *
   * @param by number of the key that writes
   * @throws NameTakenException when another one of the type has the name
   * @throws SavedConflictException when the project has as many as it can have
   * @throws InvalidQuestion when it names questions that are not there
   */
  @Transactional
  public <C> SavedItem<C> create(ProjectId project, SavedType<C> type, Draft<C> draft, long by) {
    items.lock(project.number());
    List<SavedItemEntity> all = items.all(project.number(), type.stored());
    refuseTakenName(all, "", draft.title().name());
    refuseMissingQuestions(project, type, draft);
    if (all.size() >= type.max()) {
      throw new SavedConflictException(
          "A project has at most %d %ss.".formatted(type.max(), type.words()));
    }
    Set<String> taken = all.stream().map(each -> each.item).collect(Collectors.toSet());
    String wanted = SavedSegment.idFor(draft.title().name(), type.stored());
    String id = wanted;
    for (int i = 2; taken.contains(id); i++) {
      id = wanted + "-" + i;
    }
    SavedItem<C> saved =
        new SavedItem<>(id, draft.title(), draft.content(), Revision.first(clock.instant(), by));
    return items.insert(new SavedItemEntity(project.number(), type, saved)).saved(type);
  }

  /**
   * Writes a change; empty when there is nothing of this id.
   *
   * @throws SavedConflictException when the change was not made to the newest version
   * @throws NameTakenException as {@link #create} does; likewise {@link InvalidQuestion}
   */
  @Transactional
  public <C> Optional<SavedItem<C>> change(
      ProjectId project, SavedType<C> type, String id, Draft<C> draft, long by) {
    items.lock(project.number());
    Optional<SavedItemEntity> found = one(project, type, id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SavedItemEntity entity = found.get();
    int version = draft.version().orElseThrow();
    if (entity.version != version) {
      throw SavedConflictException.changedMeanwhile(entity.version, version);
    }
    refuseTakenName(items.all(project.number(), type.stored()), id, draft.title().name());
    refuseMissingQuestions(project, type, draft);
    Revision revision =
        new Revision(version, entity.createdAt, entity.changedAt, entity.changedBy)
            .next(clock.instant(), by);
    entity.take(type, new SavedItem<>(id, draft.title(), draft.content(), revision));
    return Optional.of(items.update(entity).saved(type));
  }

  /**
   * Takes it away; false when there is nothing of this id.
   *
   * @throws SavedConflictException when dashboards show it
   */
  @Transactional
  public boolean delete(ProjectId project, SavedType<?> type, String id) {
    items.lock(project.number());
    Optional<SavedItemEntity> found = one(project, type, id);
    if (found.isEmpty()) {
      return false;
    }
    if (type.equals(SavedType.QUESTION)) {
      refuseWhileShown(project, id);
    }
    items.delete(found.get());
    return true;
  }

  private Optional<SavedItemEntity> one(ProjectId project, SavedType<?> type, String id) {
    return SavedSegment.isId(id)
        ? items.one(project.number(), type.stored(), id)
        : Optional.empty();
  }

  private void refuseWhileShown(ProjectId project, String question) {
    List<String> dashboards =
        items.all(project.number(), SavedType.DASHBOARD.stored()).stream()
            .map(entity -> entity.saved(SavedType.DASHBOARD))
            .filter(dashboard -> dashboard.content().questions().contains(question))
            .map(SavedItem::id)
            .toList();
    if (!dashboards.isEmpty()) {
      throw new SavedConflictException(
          "Dashboards show it: " + String.join(", ", dashboards) + ".");
    }
  }

  private <C> void refuseMissingQuestions(ProjectId project, SavedType<C> type, Draft<C> draft) {
    List<String> named = type.questions().apply(draft.content());
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      String id = named.get(i);
      if (one(project, SavedType.QUESTION, id).isEmpty()) {
        faults.add(
            new Fault(
                "/charts/" + i + "/question",
                FaultCode.UNKNOWN_VALUE,
                "There is no saved question \"" + id + "\"."));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
  }

  private static void refuseTakenName(List<SavedItemEntity> all, String id, String name) {
    if (all.stream().anyMatch(each -> !each.item.equals(id) && each.name.equals(name))) {
      throw new NameTakenException(name);
    }
  }
}
