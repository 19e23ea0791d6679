package io.github.kaagent.benchmarks;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Finding a connection's policy, once for each connection. No rule matches, so all are tried. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RulesBenchmark {

  /** How many rules there are. */
  @Param({"0", "1", "100"})
  public int rules;

  /** The pattern of each rule; %d is the rule's number. */
  @Param({"10.0.%d.0/24:5432", "db%d.example.org"})
  public String pattern;

  /** The other end's address. */
  @Param({"192.0.2.1", "2001:db8::1"})
  public String address;

  private Settings settings;
  private InetSocketAddress remote;

  /** Reads the rules, which is not measured. */
  @Setup
  public void parse() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < rules; i++) {
      lines.append(String.format("rule.r%d.to = " + pattern + "%n", i, i));
      lines.append(String.format("rule.r%d.idle = 30%n", i));
    }
    Path file = Files.createTempFile("rules", ".conf");
    Files.writeString(file, lines);
    settings = Arguments.parse("config=" + file, null).settings;
    Files.delete(file);
    byte[] bytes = InetAddress.getByName(address).getAddress(); // an address is not looked up
    remote = new InetSocketAddress(InetAddress.getByAddress("db.example.com", bytes), 443);
  }

  /** The policy of a connection that goes out. */
  @Benchmark
  public Policy outgoing() {
    return settings.outgoing(remote);
  }
}
