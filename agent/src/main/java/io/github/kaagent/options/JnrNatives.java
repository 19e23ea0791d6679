package io.github.kaagent.options;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * The system calls by jnr-ffi, for {@code options=native} and for a JDK whose own natives can't be
 * called. Loading it takes 130 ms and 15 MiB, and unpacks a library.
 */
final class JnrNatives implements Natives {

  private static final int ADDRESS = 128; // sizeof(struct sockaddr_storage)
  private static final int INET = 2; // AF_INET, everywhere

  /**
   * Each returns 0, or -1 and sets errno. Public only because the class that jnr-ffi generates for
   * it has another class loader.
   */
  public interface Calls {
    /** setsockopt(2). */
    int setsockopt(int socket, int level, int name, @In int[] value, int length);

    /** getsockopt(2). */
    int getsockopt(int socket, int level, int name, @Out int[] value, @In @Out int[] length);

    /** getsockname(2). */
    int getsockname(int socket, @Out byte[] address, @In @Out int[] length);

    /** getpeername(2). */
    int getpeername(int socket, @Out byte[] address, @In @Out int[] length);
  }

  private final OptionNumbers numbers;
  private final Calls calls;
  private final Runtime runtime;
  private final Field fdField;

  /**
   * Loads jnr-ffi and its library.
   *
   * @throws IOException if it can't be loaded; the message says why in one line
   */
  JnrNatives(OptionNumbers numbers) throws IOException {
    this.numbers = numbers;
    try {
      this.fdField = FileDescriptor.class.getDeclaredField("fd");
      fdField.setAccessible(true);
      this.calls =
          LibraryLoader.create(Calls.class)
              .failImmediately()
              .option(LibraryOption.SaveError, true)
              .load(numbers.library == null ? LibraryLoader.DEFAULT_LIBRARY : numbers.library);
      this.runtime = Runtime.getRuntime(calls);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // jffi and jnr-ffi fail with Errors, and with RuntimeExceptions that wrap these.
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
    return address(address, calls.getsockname(number(fd), address, new int[] {ADDRESS}));
  }

  @Override
  public InetSocketAddress remote(FileDescriptor fd) throws IOException {
    byte[] address = new byte[ADDRESS];
    return address(address, calls.getpeername(number(fd), address, new int[] {ADDRESS}));
  }

  /** Parses a struct sockaddr_in or sockaddr_in6; null for any other family. */
  private InetSocketAddress address(byte[] address, int result) throws IOException {
    if (result != 0) {
      throw failure();
    }
    ByteBuffer fields = ByteBuffer.wrap(address);
    int port = fields.getShort(2) & 0xffff;
    fields.order(ByteOrder.nativeOrder());
    int family = numbers.hasLength ? address[1] : fields.getShort(0);
    if (family == INET) {
      return new InetSocketAddress(
          InetAddress.getByAddress(Arrays.copyOfRange(address, 4, 8)), port);
    }
    if (family != numbers.inet6) {
      return null;
    }
    // getByAddress returns an IPv4-mapped IPv6 address as IPv4.
    byte[] inet6 = Arrays.copyOfRange(address, 8, 24);
    InetAddress host = InetAddress.getByAddress(inet6);
    int scope = fields.getInt(24);
    return new InetSocketAddress(
        scope != 0 && host.isLinkLocalAddress()
            ? Inet6Address.getByAddress(null, inet6, scope)
            : host,
        port);
  }

  @Override
  public int number(FileDescriptor fd) throws IOException {
    try {
      return fdField.getInt(fd);
    } catch (IllegalAccessException e) {
      throw new IOException(e);
    }
  }

  @Override
  public FileDescriptor descriptor(int number) throws IOException {
    FileDescriptor descriptor = new FileDescriptor();
    try {
      fdField.setInt(descriptor, number);
    } catch (IllegalAccessException e) {
      throw new IOException(e);
    }
    return descriptor;
  }

  @Override
  public Object identity(FileDescriptor fd) throws IOException {
    return Files.readSymbolicLink(Paths.get("/proc/self/fd/" + number(fd)));
  }
}
