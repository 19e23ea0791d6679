package io.github.kaagent.benchmarks;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Which policy a connection gets: once for each connection. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RulesBenchmark {

  /** Arguments of the agent. */
  @Param({"idle=60", "exclude=10.0.0.0/8:5432", "only=*.example.com:443"})
  public String arguments;

  private Settings settings;
  private InetSocketAddress remote;

  /** Reads the arguments, which is not measured. */
  @Setup
  public void parse() throws UnknownHostException {
    // JMH separates values by commas, so there is one each.
    settings = Settings.parse(arguments, null).settings();
    remote =
        new InetSocketAddress(
            InetAddress.getByAddress("db.example.com", new byte[] {(byte) 192, 0, 2, 1}), 443);
  }

  /** A connection that goes out. */
  @Benchmark
  public Policy outgoing() {
    return settings.outgoing(remote);
  }
}
