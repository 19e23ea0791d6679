package io.github.kaagent.examples.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers each line with the same line. */
public final class LabServer {

  private LabServer() {}

  /**
   * Runs until it's killed.
   *
   * @param arguments the ports
   * @throws IOException if a port is taken
   */
  public static void main(String[] arguments) throws IOException {
    for (String port : arguments) {
      ServerSocket server = new ServerSocket(Integer.parseInt(port));
      new Thread(() -> accept(server)).start();
    }
    System.out.println("listening");
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket client = server.accept();
        new Thread(() -> answer(client)).start();
      }
    } catch (IOException e) {
      System.err.println("no longer listening: " + e);
    }
  }

  private static void answer(Socket client) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        client.getOutputStream().write((line + '\n').getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException ignored) {
      // The client is gone.
    }
  }
}
