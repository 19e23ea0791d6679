package io.github.kaagent.options;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Memory that both Java and the kernel can reach. A direct buffer, since what jnr-ffi allocates
 * itself comes with a thread of its own, and is read through sun.misc.Unsafe.
 */
final class NativeMemory {
  final ByteBuffer bytes;
  final Pointer pointer;

  NativeMemory(Runtime runtime, int size) {
    bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    pointer = Pointer.wrap(runtime, bytes);
  }
}
