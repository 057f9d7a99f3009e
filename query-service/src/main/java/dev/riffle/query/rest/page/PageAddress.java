package dev.riffle.query.rest.page;

/** What an address means to the page. Pure. */
enum PageAddress {
  /** A screen: every one is the same document, whose script reads the address. */
  SCREEN,
  /** A file whose name changes with its content. */
  ASSET,
  /** Another file of the page. */
  FILE,
  /** Nothing of the page: the API, what is for operators, the pages of problems. */
  FOREIGN;

  static PageAddress of(String path) {
    if (path.startsWith("/api/") || path.startsWith("/q/") || path.startsWith("/problems/")) {
      return FOREIGN;
    }
    if (path.startsWith("/assets/")) {
      return ASSET;
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    // a person's id may be a mail address
    return last.contains(".") && !path.startsWith("/people/") ? FILE : SCREEN;
  }
}
