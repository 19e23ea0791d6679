package io.github.kaagent.examples.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Three connections as every application has them, without a timeout. One waits for the server to
 * send something, one asks when the server is gone, one asks again after a silence. Prints what
 * happens to each: its name, the time by the machine's clock in milliseconds, and the event.
 */
public final class LabClient {

  private static final long SILENCE = 10_000;

  private LabClient() {}

  /**
   * Runs until its standard input ends; a line there means that the link was cut.
   *
   * @param arguments the server that will be gone, its port for the first connection, the server
   *     that stays, and the port for the other two connections
   * @throws Exception if a connection can't be made
   */
  public static void main(String[] arguments) throws Exception {
    String dying = arguments[0];
    int port = Integer.parseInt(arguments[3]);
    List<Connection> connections = new ArrayList<>();
    connections.add(new Connection("waits", dying, Integer.parseInt(arguments[1])));
    connections.add(new Connection("sends", dying, port));
    connections.add(new Connection("silent", arguments[2], port));
    for (Connection connection : connections) {
      connection.ask("is anybody there?");
    }
    CountDownLatch cut = new CountDownLatch(1);
    connections.get(0).start(Connection::waitForMore);
    connections
        .get(1)
        .start(
            sends -> {
              cut.await();
              sends.askAndTell();
            });
    connections
        .get(2)
        .start(
            silent -> {
              Thread.sleep(SILENCE);
              silent.askAndTell();
            });
    connections.get(0).tell("connected");
    while (System.in.read() >= 0) {
      cut.countDown();
    }
    System.exit(0);
  }

  private interface Work {
    void on(Connection connection) throws Exception;
  }

  private static final class Connection {
    private final String name;
    private final Socket socket;
    private final BufferedReader answers;

    Connection(String name, String host, int port) throws IOException {
      this.name = name;
      socket = new Socket(host, port);
      answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    void start(Work work) {
      new Thread(
              () -> {
                try {
                  work.on(this);
                } catch (Exception e) {
                  tell(e.toString());
                }
              })
          .start();
    }

    String ask(String question) throws IOException {
      socket.getOutputStream().write((question + '\n').getBytes(StandardCharsets.US_ASCII));
      return answers.readLine();
    }

    void askAndTell() throws IOException {
      tell("asks");
      ask("still there?");
      tell("answered");
    }

    void waitForMore() throws IOException {
      answers.readLine();
      tell("answered");
    }

    void tell(String what) {
      System.out.println(name + '|' + System.currentTimeMillis() + '|' + what);
    }
  }
}
