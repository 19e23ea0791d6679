package io.github.kaagent.enforce;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.KaAgentCalls;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Woven calls under a security manager (until JDK 23, JEP 486): the application's policy need not
 * grant the application what the agent does below its calls, as reading /proc or writing its log.
 */
final class PrivilegedCalls implements InvocationHandler {

  private final WovenCalls calls;

  private PrivilegedCalls(WovenCalls calls) {
    this.calls = calls;
  }

  /**
   * The same calls, with the agent's own rights; with the application's, where a manager refuses
   * even the agent the class that this takes.
   */
  static KaAgentCalls of(WovenCalls calls) {
    try {
      return AccessController.doPrivileged(
          (PrivilegedAction<KaAgentCalls>)
              () ->
                  (KaAgentCalls)
                      Proxy.newProxyInstance(
                          PrivilegedCalls.class.getClassLoader(),
                          new Class<?>[] {KaAgentCalls.class},
                          new PrivilegedCalls(calls)));
    } catch (SecurityException refused) {
      return calls;
    }
  }

  @Override
  public Object invoke(Object proxy, Method call, Object[] operands) throws Throwable {
    try {
      return AccessController.doPrivileged(
          (PrivilegedExceptionAction<Object>) () -> call.invoke(calls, operands));
    } catch (PrivilegedActionException e) {
      Throwable thrown = e.getException();
      throw thrown instanceof InvocationTargetException ? thrown.getCause() : thrown;
    }
  }
}
