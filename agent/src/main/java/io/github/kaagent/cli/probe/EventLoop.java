package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One thread for all connections. */
final class EventLoop implements Closeable {

  private static final int LONGEST_WAIT_MILLIS = 3_600_000;

  private final Selector selector = Selector.open();
  private final List<Participant> participants = new ArrayList<>();
  private volatile boolean stopped;

  EventLoop() throws IOException {}

  /** Milliseconds of a clock that only goes forward. */
  static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Puts somebody's channel under watch; the channel is made non-blocking. */
  void add(Participant participant, SelectableChannel channel, int operations) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, operations, participant);
    if (!participants.contains(participant)) {
      participants.add(participant);
    }
  }

  /**
   * Waits until something happens, somebody is due or this time has come, and sees to all of it.
   */
  void turn(long until) throws IOException, CommandException {
    long due = until;
    for (Participant participant : participants) {
      due = Math.min(due, participant.due());
    }
    selector.select(Math.min(LONGEST_WAIT_MILLIS, Math.max(1, due - now())));
    Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
    while (keys.hasNext() && !stopped) {
      SelectionKey key = keys.next();
      keys.remove();
      if (key.isValid()) {
        ((Participant) key.attachment()).ready(key);
      }
    }
    for (Participant participant : new ArrayList<>(participants)) {
      if (!stopped && !participant.hasEnded() && participant.due() <= now()) {
        participant.overdue();
      }
    }
    participants.removeIf(Participant::hasEnded);
  }

  /** From any thread: no more turns. */
  void stop() {
    stopped = true;
    selector.wakeup();
  }

  boolean isStopped() {
    return stopped;
  }

  /** Lets go of every connection. */
  @Override
  public void close() {
    participants.forEach(Participant::close);
    try {
      selector.close();
    } catch (IOException ignored) {
      // The command ends anyway.
    }
  }

  /** Closes a channel whose end nobody waits for. */
  static void close(SelectableChannel channel) {
    try {
      channel.close();
    } catch (IOException ignored) {
      // It is no longer of interest, and its descriptor is free all the same.
    }
  }

  /** Changes what a channel is watched for. */
  static void watch(SelectionKey key, int operations) throws ClosedChannelException {
    if (!key.isValid()) {
      throw new ClosedChannelException();
    }
    key.interestOps(operations);
  }
}
