package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;

/** How a connection was made: which end opened it, and as what. Immutable. */
public final class Origin {

  private static final Origin[] ALL = all();

  private final Direction direction;
  private final Kind kind;

  private Origin(Direction direction, Kind kind) {
    this.direction = direction;
    this.kind = kind;
  }

  private static Origin[] all() {
    Origin[] all = new Origin[Direction.values().length * Kind.values().length];
    for (Direction direction : Direction.values()) {
      for (Kind kind : Kind.values()) {
        Origin origin = new Origin(direction, kind);
        all[origin.ordinal()] = origin;
      }
    }
    return all;
  }

  static Origin of(Direction direction, Kind kind) {
    return ALL[ordinal(direction, kind)];
  }

  static Origin of(int ordinal) {
    return ALL[ordinal];
  }

  int ordinal() {
    return ordinal(direction, kind);
  }

  private static int ordinal(Direction direction, Kind kind) {
    return kind.ordinal() * 2 + direction.ordinal();
  }

  /** Which end opened it. */
  public Direction direction() {
    return direction;
  }

  /** What it is to the application. */
  public Kind kind() {
    return kind;
  }
}
