package dev.riffle.acceptance.sdk.reaction;

import dev.riffle.acceptance.Waiting;
import dev.riffle.acceptance.system.LoadProgress;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.util.List;

/** The numbers of a burst's events that are stored, each as often as it is. */
final class StoredNumbers {
  private StoredNumbers() {}

  /** Waits until the loader has come to the end of the log; then nothing is on its way any more. */
  static List<Integer> of(RunningRiffle riffle, OwnProject project)
      throws IOException, InterruptedException {
    try (LoadProgress progress = new LoadProgress(riffle.bootstrapServers())) {
      Waiting.untilLoaded().until(() -> progress.look().lag() == 0);
    }
    return riffle
        .stored()
        .query(
            "SELECT number['number'] FROM events WHERE project = {project:UInt32} ORDER BY 1",
            "project",
            Integer.toString(project.id()))
        .lines()
        .map(number -> (int) Double.parseDouble(number))
        .toList();
  }
}
