package dev.riffle.query.metadata;

/** Whose affairs an admin key may administer. Keys of other scopes always reach one project. */
public enum KeyReach {
  /** The project that the key belongs to. */
  PROJECT,
  /** Every project of this installation, and making new ones. */
  INSTALLATION
}
