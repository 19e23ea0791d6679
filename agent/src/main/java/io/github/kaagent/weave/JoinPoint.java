package io.github.kaagent.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * A method that the agent takes part in: where it is, which static method of java.net.KaAgentBridge
 * is called there, on entry or before each return, with which operands, and which JDKs have it.
 * Immutable. {@link JoinPoints} has all of them.
 */
final class JoinPoint {

  /** With slashes; of a native transport how it ends. */
  final String className;

  final String method;
  final String descriptor;

  /** The method of the bridge. */
  final String call;

  /** What it is called with. */
  final Operand[] operands;

  /** Whether it is called on entry, not before each return. */
  final boolean onEntry;

  /** How the name of its superclass ends; empty where that makes no difference. */
  final String superclass;

  private final int first;
  private final int last;
  private final boolean ifLoadedBefore;

  private JoinPoint(
      String className,
      String method,
      String descriptor,
      String superclass,
      int first,
      int last,
      boolean ifLoadedBefore,
      boolean onEntry,
      String call,
      Operand... operands) {
    this.className = className;
    this.method = method;
    this.descriptor = descriptor;
    this.superclass = superclass;
    this.first = first;
    this.last = last;
    this.ifLoadedBefore = ifLoadedBefore;
    this.onEntry = onEntry;
    this.call = call;
    this.operands = operands;
  }

  /** A method of every JDK. */
  static JoinPoint in(String className, String method, String descriptor) {
    return new JoinPoint(
        className, method, descriptor, "", 0, Integer.MAX_VALUE, false, false, null);
  }

  /** Only where the class extends one whose name ends so. */
  JoinPoint extending(String parent) {
    return new JoinPoint(
        className,
        method,
        descriptor,
        parent,
        first,
        last,
        ifLoadedBefore,
        onEntry,
        call,
        operands);
  }

  /** The first JDK that has it. */
  JoinPoint since(int feature) {
    return new JoinPoint(
        className,
        method,
        descriptor,
        superclass,
        feature,
        last,
        ifLoadedBefore,
        onEntry,
        call,
        operands);
  }

  /** The last JDK that has it. */
  JoinPoint until(int feature) {
    return new JoinPoint(
        className,
        method,
        descriptor,
        superclass,
        first,
        feature,
        ifLoadedBefore,
        onEntry,
        call,
        operands);
  }

  /** Only where the class was in use before the agent came. */
  JoinPoint ifLoadedBefore() {
    return new JoinPoint(
        className, method, descriptor, superclass, first, last, true, onEntry, call, operands);
  }

  /** What is called as the method's first deed. */
  JoinPoint onEntry(String bridgeMethod, Operand... with) {
    return new JoinPoint(
        className,
        method,
        descriptor,
        superclass,
        first,
        last,
        ifLoadedBefore,
        true,
        bridgeMethod,
        with);
  }

  /** What is called as its last, if it does not throw. */
  JoinPoint beforeReturn(String bridgeMethod, Operand... with) {
    return new JoinPoint(
        className,
        method,
        descriptor,
        superclass,
        first,
        last,
        ifLoadedBefore,
        false,
        bridgeMethod,
        with);
  }

  /**
   * Whether it is one of the JDK of that feature version. Not those of another that happen to be
   * found here too.
   *
   * @param isLoaded whether its class is in use already
   */
  boolean isOf(int feature, boolean isLoaded) {
    return first <= feature && feature <= last && (isLoaded || !ifLoadedBefore);
  }

  /** The descriptors of the method's parameters (JVMS 4.3.3). */
  List<String> parameters() {
    List<String> parameters = new ArrayList<>();
    for (int at = 1; descriptor.charAt(at) != ')'; ) {
      int end = at;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      parameters.add(descriptor.substring(at, end));
      at = end;
    }
    return parameters;
  }

  /** The descriptor of the method of the bridge: what the operands are, and nothing comes back. */
  String callDescriptor() {
    StringBuilder types = new StringBuilder("(");
    for (Operand operand : operands) {
      if (operand.type != null) {
        types.append(operand.type);
      } else if (operand.source == Operand.RESULT) {
        types.append(descriptor, descriptor.indexOf(')') + 1, descriptor.length());
      } else {
        types.append(parameters().get(operand.number));
      }
    }
    return types.append(")V").toString();
  }

  boolean isMethod(String name, String ofDescriptor) {
    return method.equals(name) && descriptor.equals(ofDescriptor);
  }

  @Override
  public String toString() {
    return className.replace('/', '.') + "." + method + descriptor;
  }
}
