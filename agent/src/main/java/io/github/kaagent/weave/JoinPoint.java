package io.github.kaagent.weave;

import io.github.kaagent.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * A method that the agent takes part in: where it is, which static method of the bridge is called
 * there, on entry or before each return, with which operands, and which JDKs have it. Immutable.
 * {@link JdkJoinPoints} and {@link TransportJoinPoints} have all of them.
 */
final class JoinPoint {

  /** The method, and where it is one. */
  final Method in;

  /** Whether it is called on entry, not before each return. */
  final boolean onEntry;

  /** The method of the bridge that is called. */
  final String call;

  /** What it is called with. */
  final Operand[] operands;

  JoinPoint(Method in, boolean onEntry, String call, Operand... operands) {
    this.in = in;
    this.onEntry = onEntry;
    this.call = call;
    this.operands = operands;
  }

  /** A method of every JDK, until its row says more. */
  static Method in(String className, String method, String descriptor) {
    return new Method("java/net/KaAgentBridge", className, method, descriptor);
  }

  /** A method of a native transport's class, whose name ends so. */
  static Method inTransport(String className, String method, String descriptor) {
    return new Method("java/net/KaAgentTransports", className, method, descriptor);
  }

  /** Which method it is; it becomes a join point by what is called in it. */
  static final class Method {
    /** The class of the bridge that is called. */
    final String bridge;

    /** With slashes; of a native transport how it ends. */
    final String className;

    final String name;
    final String descriptor;
    String superclass = "";
    int first;
    int last = Integer.MAX_VALUE;
    boolean ifLoadedBefore;
    boolean ifRules;
    boolean ifChoices;

    Method(String bridge, String className, String name, String descriptor) {
      this.bridge = bridge;
      this.className = className;
      this.name = name;
      this.descriptor = descriptor;
    }

    /** Only where the class extends one whose name ends so. */
    Method extending(String parent) {
      superclass = parent;
      return this;
    }

    /** The first JDK that has it. */
    Method since(int feature) {
      first = feature;
      return this;
    }

    /** The last JDK that has it. */
    Method until(int feature) {
      last = feature;
      return this;
    }

    /** Only where the class was in use before the agent came. */
    Method ifLoadedBefore() {
      ifLoadedBefore = true;
      return this;
    }

    /** Only where there are patterns: only they ask what it tells. */
    Method ifRules() {
      ifRules = true;
      return this;
    }

    /** Only in modes that let what the application chose stand. */
    Method ifChoices() {
      ifChoices = true;
      return this;
    }

    /** What is called as the method's first deed. */
    JoinPoint onEntry(String bridgeMethod, Operand... with) {
      return new JoinPoint(this, true, bridgeMethod, with);
    }

    /** What is called as its last, if it does not throw. */
    JoinPoint beforeReturn(String bridgeMethod, Operand... with) {
      return new JoinPoint(this, false, bridgeMethod, with);
    }
  }

  /**
   * Whether it is one of the JDK of that feature version. Not those of another that happen to be
   * found here too.
   *
   * @param isLoaded whether its class is in use already
   * @param settings what is enforced
   */
  boolean isOf(int feature, boolean isLoaded, Settings settings) {
    return in.first <= feature
        && feature <= in.last
        && (isLoaded || !in.ifLoadedBefore)
        && (settings.isSelective() || !in.ifRules)
        && (!settings.enforcesOnly || !in.ifChoices);
  }

  /** The descriptors of the method's parameters (JVMS 4.3.3). */
  List<String> parameters() {
    String descriptor = in.descriptor;
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
        types.append(in.descriptor.substring(in.descriptor.indexOf(')') + 1));
      } else {
        types.append(parameters().get(operand.number));
      }
    }
    return types.append(")V").toString();
  }

  /** Whether it is in that method of a class with that superclass. */
  boolean isIn(String superclass, String name, String descriptor) {
    return in.name.equals(name)
        && in.descriptor.equals(descriptor)
        && superclass.endsWith(in.superclass);
  }

  @Override
  public String toString() {
    return in.className.replace('/', '.') + "." + in.name + in.descriptor;
  }
}
