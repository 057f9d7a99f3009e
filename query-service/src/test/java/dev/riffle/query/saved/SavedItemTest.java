package dev.riffle.query.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.riffle.query.question.Fault;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.QuestionKind;
import dev.riffle.query.question.StatedQuestion;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SavedItemTest {
  private static final List<String> QUESTION = List.of("kind", "question");

  @Test
  void readsAQuestionAndKeepsItAsItWasSent() {
    SavedItem.Draft<StatedQuestion> draft =
        question(
            "{'name':' Exports ','kind':'segmentation','question':{'last':'7d','events':['A']}}");

    assertThat(draft.title()).isEqualTo(new Title("Exports", "", ""));
    assertThat(draft.content().kind()).isEqualTo(QuestionKind.SEGMENTATION);
    assertThat(draft.content().json()).isEqualTo(json("{'last':'7d','events':['A']}"));
    assertThat(draft.version()).isEqualTo(OptionalInt.empty());
    assertThat(SavedType.QUESTION.read().apply(SavedType.QUESTION.write().apply(draft.content())))
        .isEqualTo(draft.content());
  }

  @Test
  void findsAllFaultsInOneLook() {
    assertThat(
            pointers(() ->
                question("{'kind':'segmentation','question':{'events':[],'interval':'x'},'e':1}")))
        .contains("/e", "/name", "/question/interval");
    assertThat(pointers(() -> dashboard("{'name':'d','charts':[{'width':3},{'question':7}]}")))
        .containsExactlyInAnyOrder("/charts/0/question", "/charts/1/question");
    assertThat(pointers(() -> Annotation.draft(json("{'at':'x','date':'y'}"), true)))
        .containsExactlyInAnyOrder("/text", "/at", "/date", "/version");
  }

  @ParameterizedTest
  @EnumSource(QuestionKind.class)
  void readsEachKind(QuestionKind kind) {
    String question =
        switch (kind) {
          case SEGMENTATION -> "{'events':['A']}";
          case FEATURE_USAGE -> "{'by':'plan'}";
          case FUNNEL -> "{'steps':['A','B']}";
          case PATHS -> "{'anchor':'A'}";
          case RETENTION, LIFECYCLE, STICKINESS, SESSIONS, REVENUE -> "{}";
        };
    StatedQuestion stated =
        question("{'name':'x','kind':'" + kind.wire() + "','question':" + question + "}").content();
    assertThat(QuestionKind.of(stated.read())).isEqualTo(kind);
    assertThat(stated.within(json("{'last':'3d'}")).scope().last().orElseThrow()).hasToString("3d");
  }

  @Test
  void anotherRangeTakesThePlaceOfEitherForm() {
    StatedQuestion dated =
        new StatedQuestion(
            QuestionKind.RETENTION,
            json("{'from':'2026-01-01','to':'2026-01-31','timeZone':'Asia/Tokyo'}"));

    assertThat(dated.within(json("{'last':'7d'}")).scope().from()).isEmpty();
    assertThat(dated.within(json("{'last':'7d'}")).scope().timeZone())
        .contains(ZoneId.of("Asia/Tokyo"));
    assertThat(dated.within(json("{'timeZone':'Europe/Budapest'}")).scope().from())
        .contains(LocalDate.parse("2026-01-01"));
    assertThat(dated.within("{}")).isEqualTo(dated.read());
    assertThat(pointers(() -> dated.within(json("{'unit':'week'}")))).containsExactly("/unit");
    assertThat(pointers(() -> dated.within(json("{'last':'7d','from':'2026-01-01'}"))))
        .isNotEmpty();
  }

  @Test
  void keepsALimitOfLength() {
    String text = "x".repeat(1_000);
    StringBuilder names = new StringBuilder("'A'");
    for (int i = 0; i < 9; i++) {
      names.append(",'").append(i).append(text, 0, 900).append('\'');
    }
    String fits = "{'name':'x','kind':'segmentation','question':{'events':[" + names + "]}}";
    assertThat(question(fits).content().json()).hasSizeLessThan(StatedQuestion.CHARACTERS_MAX);

    StringBuilder values = new StringBuilder("'A'");
    for (int i = 0; i < 40; i++) {
      values.append(",'").append(i).append(text).append('\'');
    }
    String tooLong =
        "{'name':'x','kind':'segmentation','question':{'events':['A'],'where':{'property':'p',"
            + "'op':'is','values':["
            + values
            + "]}}}";
    assertThat(pointers(() -> question(tooLong))).containsExactly("/question");
  }

  @Test
  void dashboardsHaveAtMostFiftyChartsInAGridOfTwelve() {
    assertThat(dashboard(charts(50)).content().charts()).hasSize(50);
    assertThat(pointers(() -> dashboard(charts(51)))).containsExactly("/charts");
    assertThat(pointers(() -> dashboard("{'name':'d','charts':[{'question':'q','width':13}]}")))
        .containsExactly("/charts/0/width");
    assertThat(pointers(() -> dashboard("{'name':'d','charts':[{'question':'q','height':0}]}")))
        .containsExactly("/charts/0/height");
    assertThat(pointers(() -> dashboard("{'name':'d','charts':[],'from':'2026-01-01'}")))
        .containsExactly("/to");
  }

  @Test
  void aDashboardComesBackAsItWasStored() {
    Dashboard dashboard =
        dashboard(
                "{'name':'d','charts':[{'question':'q','width':12,'height':1},{'question':'r'}],"
                    + "'from':'2026-01-01','to':'2026-01-31','timeZone':'Asia/Tokyo'}")
            .content();

    assertThat(SavedType.DASHBOARD.read().apply(SavedType.DASHBOARD.write().apply(dashboard)))
        .isEqualTo(dashboard);
    assertThat(dashboard.questions()).containsExactly("q", "r");
  }

  @Test
  void namesAreWithinLimits() {
    assertThat(new Title("x".repeat(200), "", "").name()).hasSize(200);
    assertThatThrownBy(() -> new Title("x".repeat(201), "", ""))
        .isInstanceOf(InvalidQuestion.class);
    assertThatThrownBy(() -> new Title(" ", "", "")).isInstanceOf(InvalidQuestion.class);
  }

  @Test
  void anAnnotationHasEitherAnInstantOrADate() {
    assertThat(pointers(() -> Annotation.draft(json("{'text':'t'}"), false)))
        .containsExactly("/at");
    assertThat(
            pointers(() ->
                Annotation.draft(
                    json("{'text':'t','date':'2026-01-01','at':'2026-01-01T00:00:00Z'}"), false)))
        .containsExactly("/date");
    assertThat(
            Annotation.draft(json("{'text':'t','date':'2026-01-01'}"), false)
                .content()
                .start(ZoneId.of("Asia/Tokyo")))
        .isEqualTo("2025-12-31T15:00:00Z");
    assertThat(
            pointers(() ->
                Annotation.draft(
                    json("{'date':'2026-01-01','text':'" + "x".repeat(501) + "'}"), false)))
        .containsExactly("/text");
  }

  private static String charts(int count) {
    return "{'name':'d','charts':["
        + String.join(",", java.util.Collections.nCopies(count, "{'question':'q'}"))
        + "]}";
  }

  private static SavedItem.Draft<StatedQuestion> question(String json) {
    return SavedItem.draft(json(json), false, QUESTION, StatedQuestion::in);
  }

  private static SavedItem.Draft<Dashboard> dashboard(String json) {
    return SavedItem.draft(json(json), false, Dashboard.FIELDS, Dashboard::in);
  }

  private static List<String> pointers(org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
    return catchThrowableOfType(InvalidQuestion.class, read).faults().stream()
        .map(Fault::pointer)
        .toList();
  }

  private static String json(String json) {
    return json.replace('\'', '"');
  }
}
