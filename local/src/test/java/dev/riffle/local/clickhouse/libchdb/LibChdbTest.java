package dev.riffle.local.clickhouse.libchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibChdbTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, @chdb/lib-linux-x64-gnu",
    "Linux, aarch64, @chdb/lib-linux-arm64-gnu",
    "Mac OS X, aarch64, @chdb/lib-darwin-arm64",
    "Mac OS X, x86_64, @chdb/lib-darwin-x64",
  })
  void knowsThePackageOfAPlatform(String os, String architecture, String name) {
    assertThat(LibChdbPackage.of(os, architecture, false).nameAndVersion())
        .isEqualTo(name + "@26.7.3-stable.1");
  }

  @Test
  void saysWhenThereIsNoPackage() {
    assertThatThrownBy(() -> LibChdbPackage.of("Windows 11", "amd64", false))
        .isInstanceOf(ProvisionException.class)
        .hasMessageContaining("Windows 11 on amd64");
    assertThatThrownBy(() -> LibChdbPackage.of("Linux", "amd64", true))
        .isInstanceOf(ProvisionException.class)
        .hasMessageContaining("musl");
  }

  @Test
  void takesWhatIsInTheCache(@TempDir Path cache) throws Exception {
    LibChdbPackage wanted = LibChdbPackage.of("Linux", "amd64", false);
    Path folder = cache.resolve("libchdb").resolve(wanted.folder());
    Files.createDirectories(folder);
    Path library = Files.writeString(folder.resolve("libchdb.so"), "library");

    Path found = new LibChdb(cache, wanted, line -> {}).provision();

    assertThat(found).isEqualTo(library);
  }

  @Test
  void refusesAnotherChecksum(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("abc"), "abc");

    // the example of FIPS 180-2
    LibChdb.verify(file, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThatThrownBy(() -> LibChdb.verify(file, "0".repeat(64)))
        .isInstanceOf(ProvisionException.class)
        .hasMessageContaining("checksum of abc");
  }
}
