package io.github.kaagent.benchmarks;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The memory of this process, read in a way that loads hardly any class. */
final class Memory {

  private Memory() {}

  /** Prints the kernel's line with the peak resident memory. */
  static void print() throws IOException {
    byte[] bytes = new byte[4096];
    try (FileInputStream in = new FileInputStream("/proc/self/status")) {
      String status = new String(bytes, 0, in.read(bytes), StandardCharsets.ISO_8859_1);
      int at = status.indexOf("VmHWM:");
      System.out.println(status.substring(at, status.indexOf('\n', at)));
    }
  }
}
