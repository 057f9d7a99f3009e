package dev.riffle.local.demo;

/** What a person pays for; the value of the user property {@code plan}. */
enum Plan {
  FREE("free"),
  PREMIUM("premium"),
  ENTERPRISE("enterprise");

  private final String text;

  Plan(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  boolean isPaid() {
    return this != FREE;
  }
}
