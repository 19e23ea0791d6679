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

  /** With slashes; of a native transport how it ends. */
  final String className;

  final String method;
  final String descriptor;

  /** The class of the bridge that is called, and its method. */
  final String bridge;

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
  private final boolean ifRules;
  private final boolean ifChoices;

  private JoinPoint(Method in, boolean onEntry, String call, Operand... operands) {
    this.bridge = in.bridge;
    this.className = in.className;
    this.method = in.name;
    this.descriptor = in.descriptor;
    this.superclass = in.superclass;
    this.first = in.first;
    this.last = in.last;
    this.ifLoadedBefore = in.ifLoadedBefore;
    this.ifRules = in.ifRules;
    this.ifChoices = in.ifChoices;
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
    private final String bridge;
    private final String className;
    private final String name;
    private final String descriptor;
    private String superclass = "";
    private int first;
    private int last = Integer.MAX_VALUE;
    private boolean ifLoadedBefore;
    private boolean ifRules;
    private boolean ifChoices;

    private Method(String bridge, String className, String name, String descriptor) {
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
    return first <= feature
        && feature <= last
        && (isLoaded || !ifLoadedBefore)
        && (settings.isSelective() || !ifRules)
        && (!settings.enforcesOnly() || !ifChoices);
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
