package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestFuzzTest {
  @Test
  void whateverIsSentIsAnsweredAndWhateverIsAcceptedSurvivesTheTopic() throws Exception {
    RequestFuzz requests = new RequestFuzz();
    int[] accepted = new int[1];

    FuzzRun.run("requests", random -> accepted[0] += requests.send(random).size());

    System.out.printf("fuzz requests: %,d events accepted%n", accepted[0]);
    assertThat(accepted[0]).as("the mutations leave something to accept").isPositive();
  }
}
