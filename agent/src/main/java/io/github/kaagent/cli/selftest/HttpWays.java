package io.github.kaagent.cli.selftest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;

/** The JDK's HTTP clients, against a server that answers once and keeps the connection open. */
final class HttpWays {

  private interface Client {
    void get(Loopback on, URL url) throws Exception;
  }

  private HttpWays() {}

  static List<Way> all() {
    return Arrays.asList(
        client("HttpURLConnection", HttpWays::get),
        client("java.net.http.HttpClient.send", HttpWays::send).from(11),
        client("java.net.http.HttpClient.sendAsync", HttpWays::sendAsync).from(11));
  }

  private static Way client(String name, Client client) {
    return Way.of(
        name,
        on -> {
          ServerSocket server = on.listen();
          Future<Void> answered =
              on.meanwhile(
                  () -> {
                    answer(on.keep(server.accept()));
                    return null;
                  });
          client.get(on, new URL("http", on.host(), server.getLocalPort(), "/"));
          Loopback.await(answered);
        });
  }

  private static void answer(Socket client) throws IOException {
    readHead(client.getInputStream());
    client
        .getOutputStream()
        .write(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads a request up to the empty line. */
  static void readHead(InputStream in) throws IOException {
    int lineLength = -1;
    while (lineLength != 0) {
      lineLength = 0;
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("in the middle of a request");
        }
        if (c != '\r') {
          lineLength++;
        }
      }
    }
  }

  /** Reads the answer to its end, after which the JDK keeps the connection for the next request. */
  static void get(Loopback on, URL url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    on.keep(connection::disconnect);
    InputStream body = connection.getInputStream();
    while (body.read() >= 0) {
      // what it says is of no interest
    }
  }

  private static void send(Loopback on, URL url) throws Exception {
    client()
        .getMethod("send", type("HttpRequest"), type("HttpResponse$BodyHandler"))
        .invoke(newClient(on), request(url.toURI()), discarding());
  }

  private static void sendAsync(Loopback on, URL url) throws Exception {
    Loopback.await(
        (Future<?>)
            client()
                .getMethod("sendAsync", type("HttpRequest"), type("HttpResponse$BodyHandler"))
                .invoke(newClient(on), request(url.toURI()), discarding()));
  }

  private static Object newClient(Loopback on) throws ReflectiveOperationException {
    Object client = client().getMethod("newHttpClient").invoke(null);
    on.keepReachable(client); // it closes its connections once it's garbage
    return client;
  }

  private static Object request(URI uri) throws ReflectiveOperationException {
    Object builder = type("HttpRequest").getMethod("newBuilder", URI.class).invoke(null, uri);
    return type("HttpRequest$Builder").getMethod("build").invoke(builder);
  }

  private static Object discarding() throws ReflectiveOperationException {
    return type("HttpResponse$BodyHandlers").getMethod("discarding").invoke(null);
  }

  private static Class<?> client() throws ClassNotFoundException {
    return type("HttpClient");
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("java.net.http." + name);
  }
}
