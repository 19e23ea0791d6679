package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whether a process's root folder can be looked into, and why not. */
class TargetRootTest {

  private static final long BIND = 1L << 10;
  private static final long TRACE = 1L << 19;

  @Test
  void theRootOfThisProcessIsOpenAndOurs() {
    TargetRoot root = TargetProcess.OWN.root();

    assertTrue(root.isOpen());
    assertTrue(root.isOurs());
    assertEquals(Path.of("/proc/self/root/tmp"), root.inside("tmp"));
  }

  @Test
  void aProcessOfThisUserWithCapabilitiesNamesThem() {
    assertTrue(TargetRoot.whyClosed(true, BIND, 0).contains("capabilities that this command"));
    assertTrue(TargetRoot.whyClosed(true, BIND, BIND).contains("not dumpable"));
  }

  @Test
  void aProcessOfAnotherUserNamesTheCapabilityThatItTakes() {
    assertTrue(TargetRoot.whyClosed(false, 0, BIND).contains("lacks CAP_SYS_PTRACE"));
    assertTrue(TargetRoot.whyClosed(false, BIND, 0).contains("lacks CAP_SYS_PTRACE"));
    assertTrue(TargetRoot.whyClosed(false, 0, TRACE).contains("not dumpable"));
  }
}
