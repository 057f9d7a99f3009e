package dev.riffle.query.reference;

/** How far what is known of identities is written in the rows. */
public enum StoredState {
  /** In all rows. */
  RESTATED,
  /** In none: rows are as they were inserted, all corrections wait. */
  PENDING,
  /** In some rows, also of one sender. */
  HALF
}
