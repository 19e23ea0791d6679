package io.github.kaagent.weave;

import io.github.kaagent.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * A method into which a call of the agent is woven: which method, in which JDKs, and which static
 * method of the bridge is called, on entry or before each return, with which operands. Immutable.
 * {@link JdkJoinPoints} and {@link TransportJoinPoints} list all of them.
 */
final class JoinPoint {

  /** The method, and when the call is woven into it. */
  final Method method;

  /** Whether the call is woven at the method's entry; otherwise before each return. */
  final boolean onEntry;

  /** The method of the bridge that is called. */
  final String call;

  /** The operands of the call, in order. */
  final Operand[] operands;

  JoinPoint(Method method, boolean onEntry, String call, Operand... operands) {
    this.method = method;
    this.onEntry = onEntry;
    this.call = call;
    this.operands = operands;
  }

  /** A method of the JDK; of every version, unless since or until follows. */
  static Method in(String className, String method, String descriptor) {
    return new Method("java/net/KaAgentBridge", className, method, descriptor);
  }

  /** A method of native transports' classes, which are given by the end of their names. */
  static Method inTransport(String className, String method, String descriptor) {
    return new Method("java/net/KaAgentTransports", className, method, descriptor);
  }

  /** A method, and its conditions; onEntry or beforeReturn make it a join point. */
  static final class Method {
    /** The class of the bridge that has the method to call. */
    final String bridge;

    /** The class's name with slashes; for native transports the end of it. */
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

    /** Woven only if the class extends one whose name ends like this. */
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

    /** Woven only if the class was loaded before the agent was. */
    Method ifLoadedBefore() {
      ifLoadedBefore = true;
      return this;
    }

    /** Woven only if there are patterns, which alone need what is reported. */
    Method ifRules() {
      ifRules = true;
      return this;
    }

    /** Woven only if a policy's mode is not enforce: what the application chose matters then. */
    Method ifChoices() {
      ifChoices = true;
      return this;
    }

    /** Calls this method of the bridge on entry. */
    JoinPoint onEntry(String bridgeMethod, Operand... operands) {
      return new JoinPoint(this, true, bridgeMethod, operands);
    }

    /** Calls this method of the bridge before each return, but not if an exception is thrown. */
    JoinPoint beforeReturn(String bridgeMethod, Operand... operands) {
      return new JoinPoint(this, false, bridgeMethod, operands);
    }
  }

  /**
   * Whether it is to be woven in a JDK of that feature version; not if it is meant for others, even
   * if this JDK has the method, too.
   *
   * @param isLoaded whether its class is loaded already
   * @param settings the settings in force
   */
  boolean isOf(int feature, boolean isLoaded, Settings settings) {
    return method.first <= feature
        && feature <= method.last
        && (isLoaded || !method.ifLoadedBefore)
        && (settings.isSelective() || !method.ifRules)
        && (!settings.enforcesOnly || !method.ifChoices);
  }

  /** The descriptors of the method's parameters (JVMS 4.3.3). */
  List<String> parameters() {
    String descriptor = method.descriptor;
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

  /** The descriptor of the bridge's method: its parameters are the operands, its result is void. */
  String callDescriptor() {
    StringBuilder types = new StringBuilder("(");
    for (Operand operand : operands) {
      if (operand.type != null) {
        types.append(operand.type);
      } else if (operand.source == Operand.RESULT) {
        types.append(method.descriptor.substring(method.descriptor.indexOf(')') + 1));
      } else {
        types.append(parameters().get(operand.number));
      }
    }
    return types.append(")V").toString();
  }

  /** Whether it is woven into that method of a class with that superclass. */
  boolean isIn(String superclass, String name, String descriptor) {
    return method.name.equals(name)
        && method.descriptor.equals(descriptor)
        && superclass.endsWith(method.superclass);
  }

  @Override
  public String toString() {
    return method.className.replace('/', '.') + "." + method.name + method.descriptor;
  }
}
