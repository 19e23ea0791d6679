package io.github.kaagent.examples.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Has one line echoed, prints it, and waits on the idle connection for more. */
public final class EchoClient {

  private EchoClient() {}

  /**
   * Runs until it's killed, or the connection is lost.
   *
   * @param arguments the server's port
   * @throws IOException if the connection can't be made, or is lost
   */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        PrintStream out = new PrintStream(server.getOutputStream(), true, "UTF-8");
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      out.println("hello");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(line);
      }
    }
  }
}
