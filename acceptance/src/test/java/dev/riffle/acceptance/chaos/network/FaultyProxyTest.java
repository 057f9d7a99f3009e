package dev.riffle.acceptance.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before a server that answers every byte with the same byte. */
class FaultyProxyTest {
  private static final int SHORT_MILLIS = 300;
  private static final int LONG_MILLIS = 20_000;

  private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
  private final AtomicBoolean endSeen = new AtomicBoolean();
  private ServerSocket server;
  private FaultyProxy proxy;
  private Socket client;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    proxy = FaultyProxy.to(server.getLocalPort());
    client = connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    proxy.close();
    server.close();
  }

  @Test
  void forwardsBothWaysAndTheOrderlyEndToo() throws IOException {
    assertThat(answer("hello")).isEqualTo("hello");

    client.shutdownOutput();

    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThat(endSeen).isTrue();
  }

  @Test
  void delaysEveryPieceBothWays() throws IOException {
    proxy.impair(Impairment.DELAY);
    long start = System.nanoTime();

    assertThat(answer("late")).isEqualTo("late");

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(ProxiedConnection.DELAY.multipliedBy(2), Duration.ofMillis(LONG_MILLIS));
  }

  @Test
  void throttlesToAKilobyteASecond() throws IOException {
    proxy.impair(Impairment.THROTTLE);
    long start = System.nanoTime();

    assertThat(answer("x".repeat(1024))).hasSize(1024);

    // both ways at the same time, piece by piece; without it a few milliseconds
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void resetsInTheMiddleOfABody() throws IOException {
    proxy.impair(Impairment.RESET);

    send("x".repeat(ProxiedConnection.BYTES_BEFORE_RESET + 1));

    assertThatThrownBy(() -> client.getInputStream().readAllBytes())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    await().untilAsserted(() -> assertThat(arrived.size()).isBetween(1, 700));
  }

  @Test
  void swallowsEverythingAndResetsOnlyWhenItIsOver() throws IOException {
    proxy.impair(Impairment.BLACK_HOLE);

    send("gone");

    assertThatThrownBy(() -> readWithin(SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
    assertThat(arrived.size()).isZero();
    proxy.impair(Impairment.NONE);
    assertThatThrownBy(() -> readWithin(LONG_MILLIS))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void losesTheAnswerAndNotTheRequest() throws IOException {
    proxy.impair(Impairment.LOSE_REPLIES);

    send("stored");

    await()
        .untilAsserted(
            () -> assertThat(arrived.toString(StandardCharsets.UTF_8)).isEqualTo("stored"));
    assertThatThrownBy(() -> readWithin(SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void tellsOnlyTheServerThatTheClientHasFinished() throws IOException {
    proxy.impair(Impairment.HALF_OPEN);

    send("unheard");

    await().untilTrue(endSeen);
    assertThat(arrived.size()).isZero();
    assertThatThrownBy(() -> readWithin(SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void cutsOpenConnectionsAndRefusesNewOnes() throws IOException {
    assertThat(answer("before")).isEqualTo("before");

    proxy.impair(Impairment.CUT);

    assertThatThrownBy(() -> readWithin(LONG_MILLIS)).isInstanceOf(SocketException.class);
    try (Socket refused = connect()) {
      refused.setSoTimeout(LONG_MILLIS);
      assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void worksAgainAfterwards() throws IOException {
    proxy.impair(Impairment.CUT);
    proxy.impair(Impairment.NONE);
    client.close();
    client = connect();

    assertThat(answer("again")).isEqualTo("again");
  }

  @Test
  void aServerThatIsAwayIsAReset() throws IOException {
    server.close();
    try (Socket late = connect()) {
      late.setSoTimeout(LONG_MILLIS);
      assertThatThrownBy(() -> late.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private void send(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }

  private String answer(String text) throws IOException {
    client.setSoTimeout(LONG_MILLIS);
    send(text);
    return new String(client.getInputStream().readNBytes(text.length()), StandardCharsets.UTF_8);
  }

  private int readWithin(int millis) throws IOException {
    client.setSoTimeout(millis);
    return client.getInputStream().read();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      int read = in.read();
      while (read >= 0) {
        arrived.write(read);
        socket.getOutputStream().write(read);
        read = in.read();
      }
      endSeen.set(true);
    } catch (IOException e) {
      // the proxy has cut it
    }
  }
}
