package dev.riffle.query.metadata;

import dev.riffle.project.ProjectId;
import dev.riffle.query.alias.AliasBook;
import dev.riffle.query.alias.AliasConflictException;
import dev.riffle.query.alias.AliasOrder;
import dev.riffle.query.alias.SentAlias;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What administrators have ordered about aliases. Every method is one transaction. */
@ApplicationScoped
public class AliasOrders {
  private final AliasOrderRepository orders;
  private final InstantSource clock;

  AliasOrders(AliasOrderRepository orders, InstantSource clock) {
    this.orders = orders;
    this.clock = clock;
  }

  /** All orders of a project, oldest first. */
  @Transactional
  public List<AliasOrder> of(ProjectId project) {
    return stored(project);
  }

  /**
   * Stores an order. One at a time in the whole installation: so that two orders which would chain
   * are not both taken, and readers who ask for greater ids miss none.
   *
   * @param sent aliases of SDKs, as known a moment ago
   * @throws AliasConflictException when it does not fit what holds
   */
  @Transactional
  public AliasOrder place(ProjectId project, List<SentAlias> sent, NewAliasOrder order) {
    // held until the end of the transaction
    orders.lock();
    AliasBook book = AliasBook.of(sent, stored(project));
    refusal(book, order)
        .ifPresent(why -> {
          throw new AliasConflictException(why);
        });
    return orders.insert(new AliasOrderEntity(project.number(), order, clock.instant())).order();
  }

  private static Optional<String> refusal(AliasBook book, NewAliasOrder order) {
    return switch (order.action()) {
      case MERGE -> book.refusal(order.previousId(), order.userId());
      case UNDO ->
          book.userOf(order.previousId()).filter(order.userId()::equals).isPresent()
              ? Optional.empty()
              : Optional.of(
                  "\"" + order.previousId() + "\" is not \"" + order.userId() + "\" by an alias.");
    };
  }

  private List<AliasOrder> stored(ProjectId project) {
    return orders.ofProject(project.number()).stream().map(AliasOrderEntity::order).toList();
  }
}
