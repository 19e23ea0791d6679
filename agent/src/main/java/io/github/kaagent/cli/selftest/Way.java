package io.github.kaagent.cli.selftest;

/** One way to open a connection: a row of {@link Ways}. */
final class Way {

  /** Opens the connection and leaves it open, whatever it opened kept in the loopback. */
  interface Opener {
    void open(Loopback on) throws Exception;
  }

  /** What it is, in the API's own words. */
  final String name;

  /** The first feature version of the JDK that has it. */
  final int from;

  /** How many ends it makes at least: two a TCP connection, none for what isn't TCP. */
  final int ends;

  private final Opener opener;

  private Way(String name, int from, int ends, Opener opener) {
    this.name = name;
    this.from = from;
    this.ends = ends;
    this.opener = opener;
  }

  /** A way that every JDK has and that makes one connection. */
  static Way of(String name, Opener opener) {
    return new Way(name, 8, 2, opener);
  }

  Way from(int feature) {
    return new Way(name, feature, ends, opener);
  }

  Way ends(int atLeast) {
    return new Way(name, from, atLeast, opener);
  }

  void open(Loopback on) throws Exception {
    opener.open(on);
  }
}
