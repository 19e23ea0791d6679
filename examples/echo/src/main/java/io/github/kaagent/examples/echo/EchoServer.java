package io.github.kaagent.examples.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Prints the port that it listens on, and sends every line back to where it came from. Like most
 * servers it does not set keepalive.
 */
public final class EchoServer {

  private EchoServer() {}

  /**
   * Runs until it's killed.
   *
   * @param arguments none
   * @throws IOException if it can't listen
   */
  public static void main(String[] arguments) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        Socket client = server.accept();
        new Thread(() -> echo(client)).start();
      }
    }
  }

  private static void echo(Socket client) {
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(client.getOutputStream(), true, "UTF-8")) {
      // Without keepalive this waits for ever if the client's machine is gone.
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(line);
      }
    } catch (IOException e) {
      System.err.println("lost " + client.getRemoteSocketAddress() + ": " + e.getMessage());
    }
  }
}
