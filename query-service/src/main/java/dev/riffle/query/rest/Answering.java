package dev.riffle.query.rest;

import dev.riffle.project.ProjectId;
import dev.riffle.query.Analyst;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.answer.Answer;
import dev.riffle.query.question.Question;
import dev.riffle.query.rest.access.Caller;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;

/**
 * Answers the caller's questions: in the project's turn, and kept, so that they can be explained.
 */
@Singleton
class Answering {
  private final Analyst analyst;
  private final Caller caller;
  private final QuestionSlots slots;
  private final AnsweredQuestions answered;
  private final QueryIdHeader queryId;

  Answering(
      Analyst analyst,
      Caller caller,
      QuestionSlots slots,
      AnsweredQuestions answered,
      QueryIdHeader queryId) {
    this.analyst = analyst;
    this.caller = caller;
    this.slots = slots;
    this.answered = answered;
    this.queryId = queryId;
  }

  /** Answers a question of whichever kind. */
  Answer answer(Question question) {
    return answer(question, analyst::answer);
  }

  /**
   * Answers a question of one kind.
   *
   * @param ask how the analyst answers this kind
   */
  <Q extends Question, A extends Answer> A answer(
      Q question, BiFunction<ProjectContext, Q, A> ask) {
    ProjectId project = caller.project().id();
    // kept before the question is told to be over, so that it can be explained from then on
    return slots.in(
        caller.key(),
        queryId.chosen(),
        () -> answered.keep(project, question, ask.apply(CallersProject.of(caller), question)));
  }
}
