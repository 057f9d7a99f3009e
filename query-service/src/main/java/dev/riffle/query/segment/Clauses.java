package dev.riffle.query.segment;

import dev.riffle.query.question.Population;
import dev.riffle.query.segment.SegmentAnswers.ClauseTruth;
import java.util.ArrayList;
import java.util.List;

/** A population clause by clause. Pure. */
final class Clauses {
  private Clauses() {}

  /** The clauses that have no others within them, in the order of the text. */
  static List<Population> leaves(Population population) {
    List<Population> leaves = new ArrayList<>();
    collect(population, leaves);
    return leaves;
  }

  /**
   * All clauses with their truth, the whole first.
   *
   * @param truths of the leaves, in their order
   */
  static List<ClauseTruth> truths(Population population, List<Boolean> truths) {
    List<ClauseTruth> all = new ArrayList<>();
    new Walk(truths, all).visit(population, "");
    return List.copyOf(all);
  }

  private static void collect(Population population, List<Population> leaves) {
    switch (population) {
      case Population.All(List<Population> all) -> all.forEach(each -> collect(each, leaves));
      case Population.Any(List<Population> any) -> any.forEach(each -> collect(each, leaves));
      case Population.Not(Population not) -> collect(not, leaves);
      case Population.HasProperty _,
          Population.Did _,
          Population.DidNot _,
          Population.Only _,
          Population.Ratio _,
          Population.Sequence _,
          Population.FirstTime _,
          Population.Regularly _,
          Population.Stopped _,
          Population.Resumed _,
          Population.Changed _,
          Population.Rfm _,
          Population.InSegment _,
          Population.Users _ ->
          leaves.add(population);
    }
  }

  private static final class Walk {
    private final List<Boolean> truths;
    private final List<ClauseTruth> all;
    private int leaf;

    private Walk(List<Boolean> truths, List<ClauseTruth> all) {
      this.truths = truths;
      this.all = all;
    }

    private boolean visit(Population population, String pointer) {
      int place = all.size();
      all.add(new ClauseTruth(pointer, kind(population), false));
      boolean holds =
          switch (population) {
            case Population.All(List<Population> clauses) -> {
              boolean every = true;
              for (int i = 0; i < clauses.size(); i++) {
                every &= visit(clauses.get(i), pointer + "/all/" + i);
              }
              yield every;
            }
            case Population.Any(List<Population> clauses) -> {
              boolean some = false;
              for (int i = 0; i < clauses.size(); i++) {
                some |= visit(clauses.get(i), pointer + "/any/" + i);
              }
              yield some;
            }
            case Population.Not(Population not) -> !visit(not, pointer + "/not");
            case Population.HasProperty _,
                Population.Did _,
                Population.DidNot _,
                Population.Only _,
                Population.Ratio _,
                Population.Sequence _,
                Population.FirstTime _,
                Population.Regularly _,
                Population.Stopped _,
                Population.Resumed _,
                Population.Changed _,
                Population.Rfm _,
                Population.InSegment _,
                Population.Users _ ->
                truths.get(leaf++);
          };
      all.set(place, new ClauseTruth(pointer, kind(population), holds));
      return holds;
    }
  }

  private static String kind(Population population) {
    return switch (population) {
      case Population.All _ -> "all";
      case Population.Any _ -> "any";
      case Population.Not _ -> "not";
      case Population.HasProperty _ -> "property";
      case Population.Did _ -> "did";
      case Population.DidNot _ -> "didNot";
      case Population.Only _ -> "only";
      case Population.Ratio _ -> "ratio";
      case Population.Sequence _ -> "sequence";
      case Population.FirstTime _ -> "firstTime";
      case Population.Regularly _ -> "regularly";
      case Population.Stopped _ -> "stopped";
      case Population.Resumed _ -> "resumed";
      case Population.Changed _ -> "changed";
      case Population.Rfm _ -> "rfm";
      case Population.InSegment _ -> "inSegment";
      case Population.Users _ -> "users";
    };
  }
}
