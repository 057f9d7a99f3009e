package dev.riffle.ingest.collect.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002",
    "2001:db8:1:2:ffff::, 20010db800010002",
    "2001:db8:1:3::1, 20010db800010003"
  })
  void anIpv6ClientStandsForItsPrefix(String address, String network) {
    assertThat(ClientNetwork.of(SocketAddress.inetSocketAddress(5000, address))).isEqualTo(network);
  }

  @Test
  void aClientWithoutAnAddressHasNoNetwork() {
    assertThat(ClientNetwork.of(null)).isEmpty();
    assertThat(ClientNetwork.of(SocketAddress.domainSocketAddress("/run/ingest.sock"))).isEmpty();
  }
}
