package io.github.kaagent.cli.selftest;

import com.sun.net.httpserver.HttpServer;
import java.net.URL;

/** {@code com.sun.net.httpserver}; apart, for a runtime may lack its module. */
final class HttpServerWay {

  private HttpServerWay() {}

  static void open(Loopback on) throws Exception {
    HttpServer server = HttpServer.create(on.anyPort(), 8);
    on.keep(() -> server.stop(0));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
    HttpWays.get(on, new URL("http", on.host(), server.getAddress().getPort(), "/"));
  }
}
