package io.github.kaagent.cli.selftest;

import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/** What the settings ask for at an end, compared with what is there. */
final class Expectation {

  /** The verdict on one end. */
  enum Verdict {
    YES("yes"),
    NO("NO"),
    /** The settings leave it alone. */
    NOT_COVERED("-");

    final String text;

    Verdict(String text) {
      this.text = text;
    }
  }

  private final Settings settings;
  private final int machineIdle;
  private final int machineIntvl;
  private final int machineCnt;

  Expectation(Settings settings) throws IOException {
    this.settings = settings;
    // ip-sysctl.rst: seconds, seconds, probes; IPv6 uses them too.
    this.machineIdle = sysctl("tcp_keepalive_time");
    this.machineIntvl = sysctl("tcp_keepalive_intvl");
    this.machineCnt = sysctl("tcp_keepalive_probes");
  }

  Verdict on(End end) {
    Policy policy =
        end.incoming
            ? settings.incoming(end.remote.getAddress(), end.local.getPort())
            : settings.outgoing(end.remote);
    if (policy == null || policy.mode() == Mode.REPORT) {
      return Verdict.NOT_COVERED;
    }
    boolean asAsked =
        end.keepalive == 1
            && end.idle == orMachine(policy.idle(), machineIdle)
            && end.intvl == orMachine(policy.intvl(), machineIntvl)
            && end.cnt == orMachine(policy.cnt(), machineCnt)
            && end.userTimeout == policy.userTimeout();
    return asAsked ? Verdict.YES : Verdict.NO;
  }

  private static int orMachine(int asked, int machine) {
    return asked == Policy.SYSTEM ? machine : asked;
  }

  private static int sysctl(String name) throws IOException {
    byte[] text = Files.readAllBytes(Paths.get("/proc/sys/net/ipv4", name));
    return Integer.parseInt(new String(text, StandardCharsets.US_ASCII).trim());
  }
}
