package io.github.kaagent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** The tables of join points, compared with the bridge that they name. */
class JoinPointsTest {

  private static Stream<JoinPoint> all() {
    return Stream.concat(Arrays.stream(JdkJoinPoints.ALL), Arrays.stream(TransportJoinPoints.ALL));
  }

  @Test
  void everyCallIsAMethodOfTheBridgeAndEveryMethodForWovenCodeIsCalled() throws IOException {
    Set<String> called = new TreeSet<>();
    all()
        .forEach(
            point -> called.add(point.method.bridge + "." + point.call + point.callDescriptor()));

    Set<String> offered = new TreeSet<>(methodsForWovenCode("java/net/KaAgentBridge"));
    offered.addAll(methodsForWovenCode("java/net/KaAgentTransports"));
    assertTrue(offered.containsAll(called), () -> "called " + called + "\noffered " + offered);
    assertEquals(offered, called);
  }

  /** Read from the class file: only the JDK's own loader may define a class in package java.net. */
  private static Set<String> methodsForWovenCode(String bridge) throws IOException {
    Set<String> methods = new TreeSet<>();
    try (InputStream in = JoinPoint.class.getResourceAsStream("/" + bridge + ".class")) {
      new ClassReader(in)
          .accept(
              new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] e) {
                  if (name.startsWith("on")) {
                    methods.add(bridge + "." + name + descriptor);
                  }
                  return null;
                }
              },
              ClassReader.SKIP_CODE);
    }
    return methods;
  }

  @Test
  void aResultIsTheFirstOperandWhereItIsOne() {
    all()
        .forEach(
            point -> {
              for (int i = 1; i < point.operands.length; i++) {
                assertTrue(point.operands[i].source != Operand.RESULT, point::toString);
              }
            });
  }

  @Test
  void everyClassOfTheTableIsLookedAtAndNoOther() {
    for (JoinPoint point : JdkJoinPoints.ALL) {
      assertTrue(WovenClasses.has(null, point.method.className), point::toString);
    }
    assertTrue(WovenClasses.has(getClass().getClassLoader(), "a/b/channel/unix/Socket"));
    assertTrue(WovenClasses.has(getClass().getClassLoader(), "io/netty/channel/epoll/LinuxSocket"));
    assertEquals(false, WovenClasses.has(null, "java/net/URI"));
    assertEquals(false, WovenClasses.has(null, null));
    assertEquals(false, WovenClasses.has(getClass().getClassLoader(), "java/net/Socket"));
    assertEquals(false, WovenClasses.has(getClass().getClassLoader(), "a/LinuxSocket"));
  }
}
