package dev.riffle.local.clickhouse.libchdb;

import java.util.Locale;
import java.util.Optional;

/**
 * The npm package that carries libchdb for a platform, and what its bytes must be.
 *
 * <p>The sums were taken for Linux on x86-64 only. For the other platforms there is the registry's
 * own integrity check, which npm makes, and nothing else.
 *
 * @param archiveSha256 of the packed archive
 * @param librarySha256 of the library in it
 */
record LibChdbPackage(String name, Optional<String> archiveSha256, Optional<String> librarySha256) {
  static final String VERSION = "26.7.3-stable.1";

  private static final LibChdbPackage LINUX_X64 =
      new LibChdbPackage(
          "@chdb/lib-linux-x64-gnu",
          Optional.of("c0d32b129e988f2b9a9a31c9141aecf5e1e2453f9a079efc4d36ab8e3f92b2ad"),
          Optional.of("36ad4e999882821ef13cf2d0f52c93f48e6ee1b4498b35a201c23ce4b8d15bf5"));

  /**
   * @param muslLibc whether the C library is musl, as on Alpine
   * @throws ProvisionException for a platform without a package
   */
  static LibChdbPackage of(String osName, String osArchitecture, boolean muslLibc) {
    String os = osName.toLowerCase(Locale.ROOT);
    String architecture = osArchitecture.toLowerCase(Locale.ROOT);
    boolean x64 = architecture.equals("amd64") || architecture.equals("x86_64");
    boolean arm64 = architecture.equals("aarch64") || architecture.equals("arm64");
    if (os.contains("linux") && muslLibc) {
      throw new ProvisionException(
          "libchdb needs glibc, this Linux has musl: use a distribution with glibc or a ClickHouse"
              + " server.");
    }
    if (os.contains("linux") && x64) {
      return LINUX_X64;
    }
    if (os.contains("linux") && arm64) {
      return unpinned("@chdb/lib-linux-arm64-gnu");
    }
    if (os.contains("mac") && arm64) {
      return unpinned("@chdb/lib-darwin-arm64");
    }
    if (os.contains("mac") && x64) {
      return unpinned("@chdb/lib-darwin-x64");
    }
    throw new ProvisionException(
        "libchdb does not exist for "
            + osName
            + " on "
            + osArchitecture
            + ": use Linux, macOS, WSL or a ClickHouse server.");
  }

  private static LibChdbPackage unpinned(String name) {
    return new LibChdbPackage(name, Optional.empty(), Optional.empty());
  }

  String nameAndVersion() {
    return name + "@" + VERSION;
  }

  /** Folder in the cache; differs by platform, home directories are shared between machines. */
  String folder() {
    return name.substring(name.indexOf('/') + 1) + "-" + VERSION;
  }
}
