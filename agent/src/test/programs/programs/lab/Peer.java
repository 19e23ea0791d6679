package programs.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The other end of the connections that {@link Asks} opens. It answers the question {@code port}
 * with the port that it came from, which tells connections apart; {@code never} it does not answer,
 * but prints {@code heard}. The same by HTTP. At {@code dial HOST PORT} it connects there, and
 * takes questions on that connection too.
 *
 * <p>Argument: the port to listen on, at all addresses.
 */
public final class Peer {

  private static final String HEADER =
      "Connection: keep-alive\r\nKeep-Alive: timeout=600\r\nContent-Length: ";

  private Peer() {}

  public static void main(String[] arguments) throws Exception {
    ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]), 4096);
    start(
        () -> {
          while (true) {
            serve(server.accept());
          }
        });
    System.out.println("listening");
    while (System.in.read() >= 0) {
      // Until its input ends.
    }
    System.exit(0);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                System.out.println("ended " + e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void serve(Socket socket) {
    start(() -> answer(socket));
  }

  private static void answer(Socket socket) throws IOException {
    BufferedReader questions =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("dial")) {
        serve(dial(socket, words[1], Integer.parseInt(words[2])));
      } else if (words[0].equals("POST") || words[0].equals("GET")) {
        skipHeaders(questions);
        answer(socket, words[1].substring(1), "HTTP/1.1 200 OK\r\n" + HEADER + "%d\r\n\r\n%s");
      } else {
        answer(socket, line, "%2$s\n");
      }
    }
  }

  /** From the address that was called: what cuts off that address has to cut both connections. */
  private static Socket dial(Socket caller, String host, int port) throws IOException {
    return new Socket(host, port, caller.getLocalAddress(), 0);
  }

  private static void skipHeaders(BufferedReader request) throws IOException {
    String line;
    do {
      line = request.readLine();
    } while (line != null && !line.isEmpty());
  }

  private static void answer(Socket socket, String question, String form) throws IOException {
    if (question.equals("never")) {
      System.out.println("heard");
      return;
    }
    String port = String.valueOf(socket.getPort());
    OutputStream out = socket.getOutputStream();
    out.write(String.format(form, port.length(), port).getBytes(StandardCharsets.US_ASCII));
  }
}
