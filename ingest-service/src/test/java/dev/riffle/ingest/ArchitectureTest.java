package dev.riffle.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.riffle.ingest");

  @Test
  void collectAndLoadMeetOnlyInTheTopic() {
    noClasses()
        .that()
        .resideInAPackage("..ingest.collect..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..ingest.load..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("..ingest.load..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..ingest.collect..")
        .check(CLASSES);
  }

  @Test
  void theTopicKnowsNoRole() {
    noClasses()
        .that()
        .resideInAPackage("..ingest.topic..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..ingest.collect..", "..ingest.load..")
        .check(CLASSES);
  }

  @Test
  void loadKnowsNoVendorAndNoHttpServer() {
    noClasses()
        .that()
        .resideInAPackage("..ingest.load..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..protocol..", "io.vertx..", "jakarta.ws.rs..")
        .check(CLASSES);
  }

  @Test
  void onlyTheTablesKnowTheEnginesClientAndOnlyTheLoopAndTheDeadLettersKnowKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..load.table..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.clickhouse..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("..load.*..")
        .and()
        .resideOutsideOfPackage("..load.deadletter..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void deliveryIsPure() {
    noClasses()
        .that()
        .resideInAPackage("..load.delivery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.time..",
            "java.util.concurrent..",
            "org.apache.kafka..",
            "com.clickhouse..",
            "org.jboss..")
        .check(CLASSES);
  }

  @Test
  void theDeadLettersOnlySend() {
    noClasses()
        .that()
        .resideInAPackage("..load.deadletter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka.clients.consumer..", "org.apache.kafka.clients.admin..")
        .check(CLASSES);
  }

  @Test
  void vendorsDoNotKnowEachOther() {
    slices()
        .matching("dev.riffle.ingest.collect.protocol.(*)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void onlyTheWiringKnowsAVendor() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..collect.protocol.*..", "..collect.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..collect.protocol.*..")
        .check(CLASSES);
  }

  @Test
  void onlyTheEnrichmentKnowsItsLibrariesAndNoDoorKnowsIt() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..collect.enrichment..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ua_parser..", "com.maxmind..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage("..collect.protocol..", "..collect.admission..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..collect.enrichment..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.riffle.ingest.collect.(**)").should().beFreeOfCycles().check(CLASSES);
    slices().matching("dev.riffle.ingest.load.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheEdgeKnowsHttpAndOnlyThePublicationKnowsKafka() {
    noClasses()
        .that()
        .resideInAPackage("..collect..")
        .and()
        .resideOutsideOfPackages("..collect.http..", "..collect.connection..", "..collect.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("..collect..")
        .and()
        .resideOutsideOfPackages("..collect.publication..", "..collect.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void theEventsPathNeedsNoTreeOfJson() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.databind..")
        .check(CLASSES);
  }
}
