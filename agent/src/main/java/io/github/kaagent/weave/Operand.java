package io.github.kaagent.weave;

/** A value that a woven call passes to the bridge. Immutable. */
final class Operand {

  // Not an enum: a switch over an enum loads another class, 0.2 ms of a JVM's start.
  static final int SELF = 0;
  static final int RESULT = 1;
  static final int ARGUMENT = 2;
  static final int FIELD = 3;
  static final int CONSTANT = 4;

  /** Where the value comes from: one of the constants above. */
  final int source;

  /** The argument's position, from 0; or the constant. */
  final int number;

  /** The field's class, name and descriptor; null if the source is not FIELD. */
  final String owner;

  final String name;
  final String fieldType;

  /** The descriptor of the bridge's parameter; null if it is that of the argument or result. */
  final String type;

  private Operand(
      int source, int number, String owner, String name, String fieldType, String type) {
    this.source = source;
    this.number = number;
    this.owner = owner;
    this.name = name;
    this.fieldType = fieldType;
    this.type = type;
  }

  /** The object on which the woven method is called. */
  static Operand self() {
    return new Operand(SELF, 0, null, null, null, "Ljava/lang/Object;");
  }

  /** The result of the woven method; it must be the first operand of a call. */
  static Operand result() {
    return new Operand(RESULT, 0, null, null, null, null);
  }

  /** An argument of the woven method, by its position from 0. */
  static Operand argument(int position) {
    return new Operand(ARGUMENT, position, null, null, null, null);
  }

  /** A field of that object; owner is the name of its class, with slashes. */
  static Operand field(String owner, String name, String descriptor) {
    return new Operand(FIELD, 0, owner, name, descriptor, descriptor);
  }

  /** A constant, -128..127 (the range of bipush, JVMS 6.5). */
  static Operand constant(int value) {
    return new Operand(CONSTANT, value, null, null, null, "I");
  }

  /** The same value, for a parameter of the bridge that is of a supertype. */
  Operand as(String supertype) {
    return new Operand(source, number, owner, name, fieldType, supertype);
  }
}
