package dev.riffle.local.cli;

import dev.riffle.event.EventTopic;
import dev.riffle.event.deadletter.DeadLetterTopic;
import dev.riffle.local.deadletter.Topics;
import dev.riffle.local.launch.CannotStartException;
import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.PartRecord;
import dev.riffle.local.launch.ProcessMark;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka, and which of its topics: by default those of the running Riffle. */
final class TopicOptions {
  private static final String PART = "kafka";

  @Mixin private DataOption dataOption = new DataOption();

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Another Kafka than that of the Riffle that runs on the data directory.")
  private Optional<String> bootstrapServers = Optional.empty();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = EventTopic.NAME,
      description = "Topic of the events (default: ${DEFAULT-VALUE}).")
  private String events = EventTopic.NAME;

  @Option(
      names = "--dead-letter-topic",
      paramLabel = "NAME",
      defaultValue = DeadLetterTopic.NAME,
      description = "Topic of the dead letters (default: ${DEFAULT-VALUE}).")
  private String deadLetters = DeadLetterTopic.NAME;

  Topics topics() throws IOException, CannotStartException {
    String servers = bootstrapServers.isPresent() ? bootstrapServers.get() : ofRunningRiffle();
    return new Topics(servers, events, deadLetters);
  }

  private String ofRunningRiffle() throws IOException, CannotStartException {
    DataDirectory data = dataOption.directory();
    Optional<PartRecord> kafka = PartRecord.read(data.run(), PART);
    if (kafka.flatMap(PartRecord::process).flatMap(ProcessMark::find).isEmpty()) {
      throw new CannotStartException(
          "Riffle does not run on "
              + data.root()
              + "; start it with ./riffle up, or name a Kafka with --bootstrap-servers.");
    }
    return "127.0.0.1:" + kafka.orElseThrow().port();
  }
}
