package dev.riffle.query.reference;

import dev.riffle.query.question.Population;
import dev.riffle.query.question.RfmClass;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Scores and classes of customers, by the table of docs/semantics.md. */
record ReferenceRfm(List<Customer> customers) {
  /** Days since the last purchase, number of purchases, money. */
  record Customer(long days, int times, double money) {}

  /** Columns of the table: value 1 to 5; rows: recency 1 to 5. */
  private static final Map<Integer, List<RfmClass>> TABLE =
      Map.of(
          5,
          List.of(
              RfmClass.NEW,
              RfmClass.POTENTIAL_LOYALISTS,
              RfmClass.POTENTIAL_LOYALISTS,
              RfmClass.CHAMPIONS,
              RfmClass.CHAMPIONS),
          4,
          List.of(
              RfmClass.PROMISING,
              RfmClass.POTENTIAL_LOYALISTS,
              RfmClass.POTENTIAL_LOYALISTS,
              RfmClass.LOYAL,
              RfmClass.LOYAL),
          3,
          List.of(
              RfmClass.ABOUT_TO_SLEEP,
              RfmClass.ABOUT_TO_SLEEP,
              RfmClass.NEED_ATTENTION,
              RfmClass.LOYAL,
              RfmClass.LOYAL),
          2,
          List.of(
              RfmClass.HIBERNATING,
              RfmClass.HIBERNATING,
              RfmClass.AT_RISK,
              RfmClass.AT_RISK,
              RfmClass.CANNOT_LOSE),
          1,
          List.of(
              RfmClass.HIBERNATING,
              RfmClass.HIBERNATING,
              RfmClass.AT_RISK,
              RfmClass.AT_RISK,
              RfmClass.CANNOT_LOSE));

  boolean is(Population.Rfm rfm, Customer customer) {
    int recency = score(customer, each -> -each.days());
    int frequency = score(customer, Customer::times);
    int monetary = score(customer, each -> Math.rint(each.money() * 1e6) / 1e6 + 0.0);
    return lists(rfm.recency(), recency)
        && lists(rfm.frequency(), frequency)
        && lists(rfm.monetary(), monetary)
        && lists(rfm.classes(), named(recency, frequency, monetary));
  }

  static RfmClass named(int recency, int frequency, int monetary) {
    int value = (int) Math.round((frequency + monetary) / 2.0);
    return TABLE.get(recency).get(value - 1);
  }

  private static <T> boolean lists(List<T> wanted, T one) {
    return wanted.isEmpty() || wanted.contains(one);
  }

  /** Which fifth of the different values, from the worst, it is in. */
  private int score(Customer customer, ToDoubleFunction<Customer> value) {
    TreeSet<Double> values = new TreeSet<>();
    customers.forEach(each -> values.add(value.applyAsDouble(each)));
    int place = values.headSet(value.applyAsDouble(customer), true).size();
    return (int) Math.ceil(5.0 * place / values.size());
  }
}
