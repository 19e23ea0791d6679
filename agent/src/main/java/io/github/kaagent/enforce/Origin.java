package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;

/** How a connection was made: which end opened it, and with what kind of socket. Immutable. */
public final class Origin {

  private static final Direction[] DIRECTIONS = Direction.values();
  private static final Kind[] KINDS = Kind.values();
  private static final Origin[] ALL = new Origin[DIRECTIONS.length * KINDS.length];

  static {
    for (int i = 0; i < ALL.length; i++) {
      ALL[i] = new Origin(i);
    }
  }

  /** Which end opened it. */
  public final Direction direction;

  /** What it is to the application. */
  public final Kind kind;

  final int ordinal;

  private Origin(int ordinal) {
    this.ordinal = ordinal;
    direction = DIRECTIONS[ordinal % DIRECTIONS.length];
    kind = KINDS[ordinal / DIRECTIONS.length];
  }

  static Origin of(Direction direction, Kind kind) {
    return of(kind.ordinal() * DIRECTIONS.length + direction.ordinal());
  }

  static Origin of(int ordinal) {
    return ALL[ordinal];
  }
}
