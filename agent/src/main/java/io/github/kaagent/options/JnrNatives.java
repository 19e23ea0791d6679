package io.github.kaagent.options;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Paths;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Runtime;

/**
 * The system calls by jnr-ffi, for {@code options=native} and for a JDK whose own natives are not
 * to be had: it costs 130 ms and 15 MiB when it is loaded, and unpacks a library.
 */
final class JnrNatives implements Natives {

  private static final int ADDRESS = 128; // sizeof(struct sockaddr_storage)
  private static final int INET = 2; // AF_INET, everywhere

  private final OptionNumbers numbers;
  private final SocketCalls calls;
  private final Runtime runtime;
  private final Field number;

  /**
   * Loads jnr-ffi and its library.
   *
   * @throws IOException if it can't be loaded; the message says why in one line
   */
  JnrNatives(OptionNumbers numbers) throws IOException {
    this.numbers = numbers;
    try {
      this.number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      this.calls =
          LibraryLoader.create(SocketCalls.class)
              .failImmediately()
              .option(LibraryOption.SaveError, true)
              .load(numbers.library == null ? LibraryLoader.DEFAULT_LIBRARY : numbers.library);
      this.runtime = Runtime.getRuntime(calls);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // jffi's and jnr-ffi's failures are Errors, and RuntimeExceptions around them.
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new IOException("jnr-ffi can't be loaded: " + root, e);
    }
  }

  @Override
  public void set(FileDescriptor fd, int level, int name, int value) throws IOException {
    if (calls.setsockopt(number(fd), level, name, new int[] {value}, Integer.BYTES) != 0) {
      throw failure();
    }
  }

  @Override
  public int get(FileDescriptor fd, int level, int name) throws IOException {
    int[] value = new int[1];
    if (calls.getsockopt(number(fd), level, name, value, new int[] {Integer.BYTES}) != 0) {
      throw failure();
    }
    return value[0];
  }

  private SocketException failure() {
    return new SocketException("errno " + runtime.getLastError());
  }

  @Override
  public InetSocketAddress local(FileDescriptor fd) throws IOException {
    byte[] address = new byte[ADDRESS];
    if (calls.getsockname(number(fd), address, new int[] {ADDRESS}) != 0) {
      throw failure();
    }
    return address(address);
  }

  @Override
  public InetSocketAddress remote(FileDescriptor fd) throws IOException {
    byte[] address = new byte[ADDRESS];
    if (calls.getpeername(number(fd), address, new int[] {ADDRESS}) != 0) {
      throw failure();
    }
    return address(address);
  }

  /** A struct sockaddr_in or sockaddr_in6; null for another. */
  private InetSocketAddress address(byte[] address) throws IOException {
    // In the byte order of the machine, which is little where there is a second byte to speak of.
    int family = address[numbers.hasLength ? 1 : 0] | (numbers.hasLength ? 0 : address[1]);
    int port = (address[2] & 0xff) << 8 | (address[3] & 0xff);
    if (family == INET) {
      return new InetSocketAddress(InetAddress.getByAddress(bytes(address, 4, 4)), port);
    }
    if (family != numbers.inet6) {
      return null;
    }
    // An IPv4 address that is mapped into IPv6 comes out as IPv4.
    InetAddress host = InetAddress.getByAddress(bytes(address, 8, 16));
    int scope = address[24] | address[25] | address[26] | address[27];
    if (scope != 0 && host.isLinkLocalAddress()) {
      host = Inet6Address.getByAddress(null, bytes(address, 8, 16), scope);
    }
    return new InetSocketAddress(host, port);
  }

  private static byte[] bytes(byte[] from, int offset, int length) {
    byte[] bytes = new byte[length];
    System.arraycopy(from, offset, bytes, 0, length);
    return bytes;
  }

  @Override
  public boolean namesPeers() {
    return true;
  }

  @Override
  public int number(FileDescriptor fd) {
    try {
      return number.getInt(fd);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // it was made accessible
    }
  }

  @Override
  public FileDescriptor descriptor(int of) {
    FileDescriptor descriptor = new FileDescriptor();
    try {
      number.setInt(descriptor, of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // it was made accessible
    }
    return descriptor;
  }

  @Override
  public Object identity(FileDescriptor fd) throws IOException {
    return Files.readSymbolicLink(Paths.get("/proc/self/fd/" + number(fd)));
  }
}
