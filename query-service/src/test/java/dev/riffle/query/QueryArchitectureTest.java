package dev.riffle.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.riffle.query.sql.GroupRows;
import dev.riffle.query.sql.MemberRows;
import dev.riffle.query.sql.PersonRows;
import dev.riffle.query.sql.ProjectRows;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

class QueryArchitectureTest {
  private static final String[] PLAIN = {
    "dev.riffle.query",
    "dev.riffle.query.question..",
    "dev.riffle.query.answer..",
    "dev.riffle.query.time..",
    "dev.riffle.query.sql..",
    "dev.riffle.query.engine..",
    "dev.riffle.query.catalog..",
    "dev.riffle.query.segmentation..",
    "dev.riffle.query.usage..",
    "dev.riffle.query.retention..",
    "dev.riffle.query.activity..",
    "dev.riffle.query.session..",
    "dev.riffle.query.revenue..",
    "dev.riffle.query.statistics..",
    "dev.riffle.query.funnel..",
    "dev.riffle.query.paths..",
    "dev.riffle.query.alias..",
    "dev.riffle.query.segment..",
    "dev.riffle.query.saved..",
    "dev.riffle.query.export..",
    "dev.riffle.query.cost..",
    "dev.riffle.query.person.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.riffle.query");

  @Test
  void theLanguageAndItsSqlKnowNoFrameworkNoDatabaseAndNoLog() {
    noClasses()
        .that()
        .resideInAnyPackage(PLAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "io.vertx..",
            "jakarta..",
            "java.sql..",
            "javax.sql..",
            "org.hibernate..",
            "org.apache.kafka..",
            "dev.riffle.query.rest..",
            "dev.riffle.query.metadata..",
            "dev.riffle.query.config..",
            "dev.riffle.query.health..")
        .check(CLASSES);
  }

  @Test
  void testsOfTheRunningServiceResideWhereTheBuildRunsThemInOneProcess() {
    classes()
        .that()
        .areAnnotatedWith(QuarkusTest.class)
        .should()
        .resideInAnyPackage("dev.riffle.query.rest..", "dev.riffle.query.metadata..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("dev.riffle.query"));
  }

  @Test
  void onlyTheAdapterKnowsTheEnginesClient() {
    noClasses()
        .that()
        .resideInAnyPackage(PLAIN)
        .and()
        .resideOutsideOfPackage("dev.riffle.query.engine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.clickhouse..")
        .check(CLASSES);
  }

  @Test
  void theLanguageKnowsNothingOfHowItIsAnswered() {
    classes()
        .that()
        .resideInAPackage("dev.riffle.query.question..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.riffle.query.question..",
            "dev.riffle.event..",
            "java..",
            "com.fasterxml.jackson..",
            "com.google.errorprone.annotations..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void statisticsKnowNumbersOnly() {
    classes()
        .that()
        .resideInAPackage("dev.riffle.query.statistics..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.riffle.query.statistics..",
            "java..",
            "com.fasterxml.jackson.annotation..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void noStatementIsMadeWithoutItsProject() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ProjectRows.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(ProjectRows.EventSelection.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(PersonRows.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(GroupRows.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(MemberRows.class.getName())
        .and()
        .doNotHaveFullyQualifiedName("dev.riffle.query.sql.SqlFragment")
        .should()
        .callMethod("dev.riffle.query.sql.SqlFragment", "statement")
        .check(CLASSES);
  }
}
