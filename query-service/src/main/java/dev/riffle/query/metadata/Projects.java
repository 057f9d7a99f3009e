package dev.riffle.query.metadata;

import dev.riffle.project.ProjectId;
import jakarta.data.exceptions.EntityExistsException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The projects of this installation. Every method is one transaction. */
@ApplicationScoped
public class Projects {
  private final ProjectRepository projects;
  private final Event<KeysChanged> keysChanged;
  private final Starters starters;
  private final InstantSource clock;

  Projects(
      ProjectRepository projects,
      Event<KeysChanged> keysChanged,
      Starters starters,
      InstantSource clock) {
    this.projects = projects;
    this.starters = starters;
    this.keysChanged = keysChanged;
    this.clock = clock;
  }

  /** All of them, oldest first. */
  @Transactional
  public List<ProjectDetails> all() {
    return projects.inOrder().stream().map(Project::details).toList();
  }

  @Transactional
  public Optional<ProjectDetails> find(ProjectId id) {
    return projects.findById(id.number()).map(Project::details);
  }

  /**
   * Makes a project with the segments that every one begins with.
   *
   * @throws NameTakenException when another one has the name
   */
  @Transactional
  public ProjectDetails create(String name, ZoneId timeZone, DayOfWeek weekStart) {
    if (projects.byName(name).isPresent()) {
      throw new NameTakenException(name);
    }
    ProjectDetails made = insert(new Project(name, timeZone, weekStart, clock.instant()));
    starters.provide(made.id().number());
    return made;
  }

  private ProjectDetails insert(Project project) {
    try {
      return projects.insert(project).details();
    } catch (EntityExistsException e) {
      // somebody else made it since it was looked for
      throw new NameTakenException(project.name);
    }
  }

  /** Changes what is given and leaves the rest; empty when there is no such project. */
  @Transactional
  public Optional<ProjectDetails> change(
      ProjectId id, Optional<ZoneId> timeZone, Optional<DayOfWeek> weekStart) {
    Optional<Project> found = projects.findById(id.number());
    found.ifPresent(project -> {
      timeZone.ifPresent(zone -> project.timeZone = zone.getId());
      weekStart.ifPresent(day -> project.weekStart = day);
      projects.update(project);
      // keys carry their project's settings
      keysChanged.fire(new KeysChanged());
    });
    return found.map(Project::details);
  }
}
