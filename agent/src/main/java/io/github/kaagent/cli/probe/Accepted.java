package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection to a {@link Listener}, of which nobody knows yet what it is for. */
final class Accepted implements Participant {

  private static final int LONGEST_LINE = 80;
  private static final int LONGEST_IDLE = ProbeArguments.LONGEST_SECONDS;

  private final Listener listener;
  private final SocketChannel channel;
  private final ByteBuffer bytes = ByteBuffer.allocate(LONGEST_LINE);
  private boolean ended;

  Accepted(Listener listener, SocketChannel channel) {
    this.listener = listener;
    this.channel = channel;
  }

  /** Says who is here. */
  void greet() {
    send(Listener.GREETING);
  }

  @Override
  public void ready(SelectionKey key) throws CommandException {
    try {
      if (channel.read(bytes) < 0 || !bytes.hasRemaining()) {
        close();
        return;
      }
      String line = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
      if (line.endsWith("\n")) {
        obey(line.trim().split(" ", -1));
      }
    } catch (IOException gone) {
      close();
    }
  }

  private void obey(String[] words) throws IOException, CommandException {
    if (words.length == 3 && words[0].equals("watch") && words[2].matches("[1-9][0-9]{0,4}")) {
      ended = true; // As what it was; the channel lives on.
      listener.watch(channel, words[1], Math.min(LONGEST_IDLE, Integer.parseInt(words[2])));
    } else {
      if (words.length == 2 && words[0].equals("ask")) {
        send(listener.answer(words[1]));
      }
      close();
    }
  }

  /** A line fits into the send buffer of a connection on which nothing was sent before. */
  private void send(String line) {
    try {
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IOException gone) {
      close();
    }
  }

  @Override
  public long due() {
    return Long.MAX_VALUE;
  }

  @Override
  public void overdue() {
    // It never is: it is silent for as long as the other end wants it to be.
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
