package dev.riffle.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSentEventTest {
  @Test
  void readsOneAfterTheOther() throws Exception {
    assertThat(read("id: 1\nevent: accepted\ndata: {}\n\nid: 2\nevent: gap\ndata: x\n\n"))
        .containsExactly(
            new ServerSentEvent("1", "accepted", "{}"), new ServerSentEvent("2", "gap", "x"));
  }

  @Test
  void passesOverCommentsAndWhatItDoesNotKnow() throws Exception {
    assertThat(read("retry: 2000\n: hello\n\n: again\n\ndata: x\n\n"))
        .containsExactly(new ServerSentEvent("", "", "x"));
  }

  @Test
  void anIdAloneMovesThePlace() throws Exception {
    assertThat(read(": still here\nid: 7\n\n")).containsExactly(new ServerSentEvent("7", "", ""));
  }

  @Test
  void joinsLinesAndTakesOneBlankAway() throws Exception {
    assertThat(read("data:a\ndata:  b\r\ndata\n\n"))
        .containsExactly(new ServerSentEvent("", "", "a\n b\n"));
  }

  @Test
  void anEventThatIsCutIsNone() throws Exception {
    assertThat(read("data: whole\n\nid: 2\ndata: ha"))
        .containsExactly(new ServerSentEvent("", "", "whole"));
  }

  private static List<ServerSentEvent> read(String text) throws IOException {
    List<ServerSentEvent> events = new ArrayList<>();
    BufferedReader stream = new BufferedReader(new StringReader(text));
    for (Optional<ServerSentEvent> next = ServerSentEvent.read(stream);
        next.isPresent();
        next = ServerSentEvent.read(stream)) {
      events.add(next.get());
    }
    return events;
  }
}
