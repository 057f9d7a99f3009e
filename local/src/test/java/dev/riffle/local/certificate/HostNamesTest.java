package dev.riffle.local.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostNamesTest {
  @Test
  void aNameAndAnAddressAreCalledAsTheyAre() {
    assertThat(HostNames.lasting("riffle.example"))
        .containsExactlyInAnyOrder("localhost", "127.0.0.1", "riffle.example");
    assertThat(HostNames.lasting("192.0.2.7"))
        .containsExactlyInAnyOrder("localhost", "127.0.0.1", "192.0.2.7");
  }

  @Test
  void anAddressOfVersionSixIsWrittenAsCertificatesShowIt() {
    assertThat(HostNames.lasting("2001:db8::1")).contains("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void noProgramCallsAWildcard() {
    assertThat(HostNames.lasting("0.0.0.0")).containsExactlyInAnyOrder("localhost", "127.0.0.1");
    assertThat(HostNames.lasting("::")).containsExactlyInAnyOrder("localhost", "127.0.0.1");
  }

  @Test
  void theNameOfTheMachineComesOnTop() {
    assertThat(HostNames.all("127.0.0.1")).containsAll(HostNames.lasting("127.0.0.1"));
  }
}
