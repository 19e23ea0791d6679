package io.github.kaagent.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Setters on a connected socket that already has the agent's values. The difference between running
 * this with the agent and without is the cost of the call through the bridge.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SettersBenchmark {

  private Socket socket;

  /** Connects. */
  @Setup
  public void connect() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      socket = new Socket(server.getInetAddress(), server.getLocalPort());
    }
  }

  /** Disconnects. */
  @TearDown
  public void close() throws IOException {
    socket.close();
  }

  /** One system call. */
  @Benchmark
  public void keepAlive() throws IOException {
    socket.setKeepAlive(true);
  }

  /** One system call. */
  @Benchmark
  public Socket idle() throws IOException {
    return socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 60);
  }
}
