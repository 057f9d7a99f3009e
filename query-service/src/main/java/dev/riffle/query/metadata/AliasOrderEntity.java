package dev.riffle.query.metadata;

import dev.riffle.query.alias.AliasOrder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row of {@code alias_orders}. */
@Entity
@Table(name = "alias_orders")
class AliasOrderEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(nullable = false)
  int project;

  @Column(name = "previous_id", nullable = false, columnDefinition = "text")
  String previousId;

  @Column(name = "user_id", nullable = false, columnDefinition = "text")
  String userId;

  @Column(nullable = false, columnDefinition = "text")
  String action;

  @Column(nullable = false, columnDefinition = "text")
  String reason;

  @Column(name = "ordered_by", nullable = false)
  long orderedBy;

  @Column(name = "ordered_at", nullable = false)
  Instant orderedAt;

  /** For Hibernate, which fills the fields itself. */
  @SuppressWarnings("NullAway.Init")
  protected AliasOrderEntity() {}

  AliasOrderEntity(int project, NewAliasOrder order, Instant orderedAt) {
    this.project = project;
    this.previousId = order.previousId();
    this.userId = order.userId();
    this.action = order.action().name().toLowerCase(Locale.ROOT);
    this.reason = order.reason();
    this.orderedBy = order.orderedBy();
    this.orderedAt = orderedAt;
  }

  AliasOrder order() {
    if (id == null) {
      throw new IllegalStateException("an order has its number only once it is stored");
    }
    return new AliasOrder(
        id,
        previousId,
        userId,
        AliasOrder.Action.valueOf(action.toUpperCase(Locale.ROOT)),
        reason,
        orderedBy,
        orderedAt);
  }
}
