package io.github.kaagent.cli.probe;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One question to a {@link Listener}: connects, awaits its greeting, asks, and awaits the end. */
final class Exchange implements Participant {

  private final SocketChannel channel;
  private final String question;
  private final long due;
  private final Consumer<String> onEnd;
  private final StringBuilder heard = new StringBuilder();
  private final ByteBuffer bytes = ByteBuffer.allocate(256);
  private boolean asked;
  private boolean ended;

  private Exchange(SocketChannel channel, String question, long due, Consumer<String> onEnd) {
    this.channel = channel;
    this.question = question;
    this.due = due;
    this.onEnd = onEnd;
  }

  /**
   * Opens one.
   *
   * @param patienceMillis how long to wait for the end
   * @param onEnd told once what came after the greeting; empty if nothing did
   */
  static Exchange open(
      EventLoop loop,
      SocketAddress listener,
      String question,
      long patienceMillis,
      Consumer<String> onEnd)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    Exchange exchange = new Exchange(channel, question, EventLoop.now() + patienceMillis, onEnd);
    try {
      channel.configureBlocking(false);
      boolean atOnce = channel.connect(listener);
      loop.add(exchange, channel, atOnce ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
    } catch (IOException refused) {
      exchange.end();
    }
    return exchange;
  }

  @Override
  public void ready(SelectionKey key) {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        EventLoop.watch(key, SelectionKey.OP_READ);
        return;
      }
      bytes.clear();
      int count = channel.read(bytes);
      if (count < 0) {
        end();
        return;
      }
      heard.append(new String(bytes.array(), 0, count, StandardCharsets.ISO_8859_1));
      if (!asked && heard.length() >= Listener.GREETING.length()) {
        asked = true;
        channel.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.ISO_8859_1)));
      }
    } catch (IOException lost) {
      end();
    }
  }

  @Override
  public long due() {
    return due;
  }

  @Override
  public void overdue() {
    end();
  }

  private void end() {
    close();
    int greeting = Math.min(heard.length(), Listener.GREETING.length());
    onEnd.accept(heard.substring(greeting).trim());
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() {
    ended = true;
    EventLoop.close(channel);
  }
}
