package io.github.kaagent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogWriterTest {

  private final Pipe pipe = new Pipe();
  private final LogWriter writer = new LogWriter(null, pipe);

  @AfterEach
  void endsTheThread() throws Exception {
    pipe.isRead.release(100_000);
    writer.stay(false);
    writer.awaitWritten(180_000);
  }

  @Test
  void whoeverLogsDoesNotWaitForAPipeThatNobodyReadsAndTheLinesLostAreCounted() throws Exception {
    int lines = 3 * LogQueue.MOST;
    writer.stay(true);
    for (int i = 0; i < lines; i++) {
      writer.add(line(String.valueOf(i)));
    }
    pipe.isRead.release(lines);
    int written = 0;
    int lost = 0;
    while (written + lost < lines) {
      String line = pipe.next();
      if (line.contains(" lost before this one")) {
        lost += Integer.parseInt(line.substring(0, line.indexOf(" ")));
      } else {
        assertEquals(String.valueOf(written + lost), line);
        written++;
      }
    }

    assertTrue(written >= LogQueue.MOST, () -> "only so many found a place");
    assertNotEquals(0, lost);
  }

  @Test
  void whatCannotBeWrittenIsCountedAndToldWithTheNextThatCan() throws Exception {
    pipe.isRead.release(100);
    writer.stay(true);
    pipe.isFull = true;
    writer.add(line("a"));
    writer.add(line("b"));
    writer.awaitWritten(180_000);
    pipe.isFull = false;
    writer.add(line("c"));

    assertEquals("2 lines lost before this one", pipe.next());
    assertEquals("c", pipe.next());
    assertEquals(List.of(System.lineSeparator(), ""), pipe.before, "half a line may be left");
  }

  @Test
  void theThreadHasNothingOfWhoeverLoggedFirst() throws Exception {
    InheritedGroup group = new InheritedGroup();
    Thread application = new Thread(group, () -> writer.add(line("a")));
    application.setContextClassLoader(new ClassLoader() {});
    application.start();
    application.join();
    Thread thread = pipe.blocked();

    assertEquals("ka-agent-log", thread.getName());
    assertTrue(thread.isDaemon());
    assertNull(thread.getContextClassLoader());
    assertNull(thread.getThreadGroup().getParent(), () -> "in " + thread.getThreadGroup());
  }

  @Test
  void theThreadEndsWhenAllIsWritten() throws Exception {
    writer.add(line("a"));
    Thread first = pipe.blocked();
    pipe.isRead.release();
    first.join();

    assertEquals("a", pipe.next());
    assertTrue(pipe.isClosed);
  }

  @Test
  void theThreadStaysWhereManyLinesAreExpectedUntilTheLogIsClosed() throws Exception {
    writer.stay(true);
    writer.add(line("a"));
    Thread first = pipe.blocked();
    pipe.isRead.release();
    pipe.next();
    writer.add(line("b"));

    assertEquals(first, pipe.blocked());
    writer.stay(false);
    pipe.isRead.release();
    first.join();
    assertTrue(pipe.isClosed);
  }

  @Test
  void theEndWaitsForWhatIsPendingButNotForAPipeThatNobodyReads() throws Exception {
    writer.awaitWritten(180_000); // nothing is pending

    writer.add(line("a"));
    pipe.blocked();
    writer.awaitWritten(1);
    assertNull(pipe.lines.peek());

    pipe.isRead.release();
    writer.awaitWritten(180_000);
    assertEquals("a", pipe.lines.peek());
  }

  private static LogLine line(String text) {
    return new LogLine(0, "info", text, 1);
  }

  /** A thread group of the application. */
  private static final class InheritedGroup extends ThreadGroup {
    InheritedGroup() {
      super("application");
    }
  }

  /** Takes one line a permit of {@link #isRead}; a writer without one waits, as for a full pipe. */
  private static final class Pipe implements LogWriter.Sink {
    final Semaphore isRead = new Semaphore(0);
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    final List<String> before = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<Thread> writers = new LinkedBlockingQueue<>();
    volatile boolean isFull;
    volatile boolean isClosed;

    @Override
    public void write(String line) throws IOException {
      writers.add(Thread.currentThread());
      isRead.acquireUninterruptibly();
      if (isFull) {
        throw new IOException("No space left on device");
      }
      int start = line.indexOf("ka-agent ");
      before.add(line.substring(0, start));
      lines.add(line.substring(start).split(" ", 4)[3]);
    }

    @Override
    public void close() {
      isClosed = true;
    }

    /** The thread that is in write, or just about to wait there. */
    Thread blocked() throws InterruptedException {
      Thread writer = writers.poll(3, TimeUnit.MINUTES);
      assertNotNull(writer, "nobody writes");
      return writer;
    }

    String next() throws InterruptedException {
      String line = lines.poll(3, TimeUnit.MINUTES);
      assertNotNull(line, "no line is written");
      return line;
    }
  }
}
