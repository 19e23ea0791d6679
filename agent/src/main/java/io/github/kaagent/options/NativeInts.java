package io.github.kaagent.options;

import java.util.Arrays;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Ints in native memory, one for each value ever asked for, so that setting an option allocates
 * nothing. They are few: those of the rules, and those that an application chooses itself.
 */
final class NativeInts {
  private static final int MOST = 256;

  private final Runtime runtime;
  private volatile Entry[] entries = {};

  NativeInts(Runtime runtime) {
    this.runtime = runtime;
  }

  /** Where the value is in memory; nobody may write there. */
  Pointer of(int value) {
    for (Entry entry : entries) {
      if (entry.value == value) {
        return entry.memory;
      }
    }
    return add(value);
  }

  private synchronized Pointer add(int value) {
    NativeMemory memory = new NativeMemory(runtime, Integer.BYTES);
    memory.bytes.putInt(0, value);
    Entry[] before = entries;
    if (before.length < MOST) {
      Entry[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = new Entry(value, memory.pointer);
      entries = after;
    }
    return memory.pointer;
  }

  private static final class Entry {
    final int value;
    final Pointer memory;

    Entry(int value, Pointer memory) {
      this.value = value;
      this.memory = memory;
    }
  }
}
