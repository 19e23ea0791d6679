package programs.lab;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** Opens the kinds of connection that the lab tests, each as programs commonly do. */
final class Kinds {

  private final String host;
  private final int port;
  private final String jdbcUrl;

  Kinds(String host, int port, int postgresPort) {
    this.host = host;
    this.port = port;
    this.jdbcUrl = "jdbc:postgresql://" + host + ":" + postgresPort + "/postgres?user=postgres";
  }

  Asked open(String kind) throws Exception {
    switch (kind) {
      case "Socket":
        return overSocket(new Socket(host, port));
      case "accepted-Socket":
        return overSocket(accept());
      case "SocketChannel":
        return overSelector();
      case "AsynchronousSocketChannel":
        return overAsynchronousChannel();
      case "pgjdbc":
        Connection connection = DriverManager.getConnection(jdbcUrl);
        return question -> query(connection, question);
      case "HikariCP":
        HikariDataSource hikari = new HikariDataSource();
        hikari.setJdbcUrl(jdbcUrl);
        hikari.setMaximumPoolSize(1); // else the next question may go over another connection
        return pooled(hikari);
      case "DBCP":
        BasicDataSource dbcp = new BasicDataSource();
        dbcp.setUrl(jdbcUrl);
        return pooled(dbcp);
      case "HttpURLConnection":
        return this::request;
      case "HttpClient":
        return new HttpClientPost("http://" + host + ":" + port + "/");
      case "Netty-epoll":
        return new NettyEpoll(host, port);
      default:
        throw new IllegalArgumentException(kind);
    }
  }

  /** Asks the other end to connect to this one, and accepts that connection. */
  private Socket accept() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Socket control = new Socket(host, port)) {
      InetAddress local = control.getLocalAddress();
      send(control, "dial " + local.getHostAddress() + " " + server.getLocalPort());
      return server.accept();
    }
  }

  private static Asked overSocket(Socket socket) throws IOException {
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    return question -> {
      send(socket, question);
      return answers.readLine();
    };
  }

  private static void send(Socket socket, String line) throws IOException {
    socket.getOutputStream().write(bytes(line));
  }

  private Asked overSelector() throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
    channel.configureBlocking(false);
    Selector selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
    return question -> {
      channel.write(ByteBuffer.wrap(bytes(question)));
      ByteBuffer answer = ByteBuffer.allocate(100);
      do {
        selector.select();
        selector.selectedKeys().clear();
      } while (channel.read(answer) == 0);
      return text(answer);
    };
  }

  private Asked overAsynchronousChannel() throws Exception {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    channel.connect(new InetSocketAddress(host, port)).get();
    return question -> {
      channel.write(ByteBuffer.wrap(bytes(question))).get();
      ByteBuffer answer = ByteBuffer.allocate(100);
      channel.read(answer).get();
      return text(answer);
    };
  }

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(ByteBuffer answer) {
    answer.flip();
    return StandardCharsets.US_ASCII.decode(answer).toString().trim();
  }

  /** The pool opens its connection now, not at the first question. */
  private static Asked pooled(DataSource pool) throws SQLException {
    Asked asked =
        question -> {
          try (Connection connection = pool.getConnection()) {
            return query(connection, question);
          }
        };
    pool.getConnection().close();
    return asked;
  }

  private static String query(Connection connection, String question) throws SQLException {
    String query = question.equals("never") ? "select pg_sleep(3600)" : "select inet_client_port()";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** The JDK keeps the connection for the next request if the answer is read to its end. */
  private String request(String question) throws IOException {
    URL url = new URL("http", host, port, "/" + question);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    try (InputStream answer = connection.getInputStream()) {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      for (int read = answer.read(); read >= 0; read = answer.read()) {
        buffer.put((byte) read);
      }
      return text(buffer);
    }
  }
}
