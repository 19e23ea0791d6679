package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.io.IOException;
import java.nio.channels.SelectionKey;

/** Whoever has a channel in an {@link EventLoop}. */
interface Participant {

  /**
   * Its channel can do what it was registered for.
   *
   * @throws IOException if nothing can be measured any more
   * @throws CommandException the same, with the words for it
   */
  void ready(SelectionKey key) throws IOException, CommandException;

  /** When it wants to be called if nothing happens, by {@link EventLoop#now}. */
  long due();

  /** It is that late. */
  void overdue() throws IOException, CommandException;

  /** Whether it has nothing more to do; its channel is closed then. */
  boolean hasEnded();

  /** Lets go of everything; says nothing more to anyone. */
  void close();
}
