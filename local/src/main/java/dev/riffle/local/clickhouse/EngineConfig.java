package dev.riffle.local.clickhouse;

import dev.riffle.local.clickhouse.disk.DiskReserve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The engine's data directory and its config.xml, written anew when it has changed. */
record EngineConfig(Path directory, long memoryBytes, int poolSize, DiskReserve reserve) {
  private static final long SMALLEST_MEMORY_BYTES = 512L << 20;
  private static final int MARK_CACHE_FRACTION = 12;

  EngineConfig {
    directory = directory.toAbsolutePath().normalize();
    if (memoryBytes < SMALLEST_MEMORY_BYTES) {
      throw new IllegalArgumentException("the engine needs 512m of memory at least");
    }
  }

  /**
   * Creates the directories and the file.
   *
   * @return arguments of the engine
   */
  List<String> write() throws IOException {
    Files.createDirectories(data());
    Files.createDirectories(backups());
    Path file = directory.resolve("config.xml");
    // the same as before is left alone: with a full disk the engine starts too, and can be read
    if (!Files.exists(file) || !Files.readString(file).equals(xml())) {
      Path fresh = directory.resolve("config.xml.new");
      Files.writeString(fresh, xml());
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
    // as a server: a bare expression is no SELECT, and addresses of the process are nobody's matter
    return List.of(
        "--path=" + data(),
        "--config-file=" + file,
        "--implicit_select=0",
        "--allow_introspection_functions=0");
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path backups() {
    return directory.resolve("backups");
  }

  /**
   * fsync: without it a power cut loses acknowledged rows, with it an insert takes 3 ms more.
   *
   * <p>The room kept free is the second lock behind {@link DiskReserve}: the engine plans no merge
   * into it, and looks before each part of an insert.
   */
  private String xml() {
    return """
    <clickhouse>
      <max_server_memory_usage>%d</max_server_memory_usage>
      <mark_cache_size>%d</mark_cache_size>
      <max_concurrent_queries>%d</max_concurrent_queries>
      <background_pool_size>4</background_pool_size>
      <background_schedule_pool_size>8</background_schedule_pool_size>
      <storage_configuration>
        <disks><default><keep_free_space_bytes>%d</keep_free_space_bytes></default></disks>
      </storage_configuration>
      <merge_tree>
        <min_free_disk_bytes_to_perform_insert>%d</min_free_disk_bytes_to_perform_insert>
        <fsync_after_insert>1</fsync_after_insert>
        <fsync_part_directory>1</fsync_part_directory>
        <non_replicated_deduplication_window>1000</non_replicated_deduplication_window>
      </merge_tree>
      <backups><allowed_path>%s/</allowed_path></backups>
    </clickhouse>
    """
        .formatted(
            memoryBytes,
            memoryBytes / MARK_CACHE_FRACTION,
            poolSize + 8,
            reserve.stopBelow(),
            reserve.stopBelow(),
            escaped(backups().toString()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
