package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.plan.Volume;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Small file systems in memory under some folders of a data directory, so that their disk can be
 * full while everybody else's is not. Needs root.
 */
public final class DiskVolumes implements AutoCloseable {
  private static final String BALLAST = "chaos-ballast";
  private static final int PIECE_BYTES = 1 << 20;
  private static final int MOUNT_SECONDS = 20;
  private static final Duration REFILL = Duration.ofMillis(100);

  private final Map<Volume, Path> mounted = new EnumMap<>(Volume.class);

  /** True when file systems can be mounted here. */
  public static boolean isPossible() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/bin/mount"));
  }

  /** Mounts one in the data directory, where its folder must not be in use yet. */
  public void mount(Volume volume, Path data) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(data.resolve(volume.folder()));
    run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=" + volume.megabytes() + "m,mode=0700",
        "tmpfs",
        folder.toString());
    mounted.put(volume, folder);
  }

  /** Leaves no byte free for that long, also when others free some; then all is as before. */
  public void fill(Volume volume, Duration lasting) throws IOException, InterruptedException {
    Path folder = mounted.get(volume);
    if (folder == null) {
      throw new IllegalStateException("no file system of its own");
    }
    Path ballast = folder.resolve(BALLAST);
    long end = System.nanoTime() + lasting.toNanos();
    try {
      while (System.nanoTime() < end) {
        fillUp(ballast);
        Thread.sleep(REFILL);
      }
    } finally {
      Files.deleteIfExists(ballast);
    }
  }

  private static void fillUp(Path ballast) {
    byte[] piece = new byte[PIECE_BYTES];
    for (int bytes = PIECE_BYTES; bytes > 0; bytes /= 16) {
      try (OutputStream out =
          Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(piece, 0, bytes);
        }
      } catch (IOException e) {
        // no space is left, which is what is wanted; smaller pieces fill the rest
      }
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Path folder : mounted.values()) {
      run("umount", "-l", folder.toString());
    }
    mounted.clear();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(MOUNT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
