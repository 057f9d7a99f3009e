package dev.riffle.event.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigratorTest {
  private static final Migration FIRST = new Migration(1, "first", "CREATE 1");
  private static final Migration SECOND = new Migration(2, "second", "CREATE 2");

  private final FakeConnection connection = new FakeConnection();

  @Test
  void runsEveryMigrationOnceAndInOrder() {
    assertThat(new Migrator(connection, List.of(FIRST, SECOND)).migrate())
        .containsExactly(FIRST, SECOND);
    assertThat(new Migrator(connection, List.of(FIRST, SECOND)).migrate()).isEmpty();
    assertThat(connection.statements).containsExactly("CREATE 1", "CREATE 2");
  }

  @Test
  void runsOnlyWhatIsNew() {
    new Migrator(connection, List.of(FIRST)).migrate();
    assertThat(new Migrator(connection, List.of(FIRST, SECOND)).migrate()).containsExactly(SECOND);
  }

  @Test
  void runsAgainWhatWasInterruptedBeforeItsNote() {
    connection.failNextNote = true;
    assertThatThrownBy(() -> new Migrator(connection, List.of(FIRST)).migrate())
        .hasMessage("crash");
    assertThat(new Migrator(connection, List.of(FIRST)).migrate()).containsExactly(FIRST);
    assertThat(connection.notes).hasSize(1);
  }

  @Test
  void acceptsTheSameNoteTwice() {
    new Migrator(connection, List.of(FIRST)).migrate();
    connection.notes.add(connection.notes.getFirst());
    assertThat(new Migrator(connection, List.of(FIRST)).migrate()).isEmpty();
  }

  @Test
  void stopsWhenAnAppliedMigrationHasChanged() {
    new Migrator(connection, List.of(FIRST)).migrate();
    Migration edited = new Migration(1, "first", "CREATE 1 edited");
    assertThatThrownBy(() -> new Migrator(connection, List.of(edited)).migrate())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("Migration 1 (first) has changed since it ran");
  }

  @Test
  void stopsWhenTheTablesAreNewerThanTheBuild() {
    new Migrator(connection, List.of(FIRST, SECOND)).migrate();
    assertThatThrownBy(() -> new Migrator(connection, List.of(FIRST)).migrate())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("at version 2, but this build knows 1");
  }

  @Test
  void stopsWhenANoteIsMissingInBetween() {
    new Migrator(connection, List.of(FIRST, SECOND)).migrate();
    connection.notes.removeFirst();
    assertThatThrownBy(() -> new Migrator(connection, List.of(FIRST, SECOND)).migrate())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("Migration 2 has run, but 1 before it has not");
  }

  @Test
  void refusesVersionsWithAGap() {
    assertThatThrownBy(() -> new Migrator(connection, List.of(SECOND)))
        .hasMessageContaining("gap before 2");
  }

  @Test
  void knowsEveryFileOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/clickhouse"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactlyElementsOf(Migration.files().toList());
    }
  }

  @Test
  void checksumDoesNotDependOnLineEnds() {
    assertThat(new Migration(1, "a", "x\r\ny\n").checksum())
        .isEqualTo(new Migration(1, "a", "x\ny").checksum());
  }

  private static final class FakeConnection implements SqlConnection {
    final List<String> statements = new ArrayList<>();
    final List<List<String>> notes = new ArrayList<>();
    boolean failNextNote;

    @Override
    public void execute(String statement, Map<String, Object> parameters) {
      if (statement.startsWith("INSERT INTO schema_migrations")) {
        if (failNextNote) {
          failNextNote = false;
          throw new IllegalStateException("crash");
        }
        notes.add(
            List.of(
                String.valueOf(parameters.get("version")),
                String.valueOf(parameters.get("name")),
                String.valueOf(parameters.get("checksum"))));
      } else if (!statement.startsWith("CREATE TABLE IF NOT EXISTS schema_migrations")) {
        statements.add(statement);
      }
    }

    @Override
    public List<List<String>> query(String query, Map<String, Object> parameters) {
      return notes.stream().distinct().toList();
    }
  }
}
