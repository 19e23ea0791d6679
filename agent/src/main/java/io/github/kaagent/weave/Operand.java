package io.github.kaagent.weave;

/** One of the things that a woven call hands to the bridge. Immutable. */
final class Operand {

  // Not an enum: a switch over one takes a class more, 0.2 ms of a JVM's start.
  static final int SELF = 0;
  static final int RESULT = 1;
  static final int ARGUMENT = 2;
  static final int FIELD = 3;
  static final int CONSTANT = 4;

  /** Where it comes from: one of the above. */
  final int source;

  /** The argument's position, from 0; or the constant. */
  final int number;

  /** The class that has the field, the field's name and its descriptor; null for others. */
  final String owner;

  final String name;
  final String fieldType;

  /** The descriptor that the bridge takes it by; null for that of the argument or result itself. */
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

  /** The object whose method it is. */
  static Operand self() {
    return new Operand(SELF, 0, null, null, null, "Ljava/lang/Object;");
  }

  /** What the method returns; it must be a call's first operand. */
  static Operand result() {
    return new Operand(RESULT, 0, null, null, null, null);
  }

  /** An argument of the method, from 0. */
  static Operand argument(int position) {
    return new Operand(ARGUMENT, position, null, null, null, null);
  }

  /** A field of the object whose method it is; owner is a class with slashes. */
  static Operand field(String owner, String name, String descriptor) {
    return new Operand(FIELD, 0, owner, name, descriptor, descriptor);
  }

  /** A small number. */
  static Operand constant(int value) {
    return new Operand(CONSTANT, value, null, null, null, "I");
  }

  /** The same, where the bridge takes it by a supertype. */
  Operand as(String supertype) {
    return new Operand(source, number, owner, name, fieldType, supertype);
  }
}
