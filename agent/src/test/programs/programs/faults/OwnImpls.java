package programs.faults;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;

/**
 * At both ends a SocketImpl of the application's own wraps the JDK's; its own fields keep their
 * initial values (null, -1 and 0). Needs {@code --add-opens java.base/java.net=ALL-UNNAMED}.
 * Argument: its {@link Manners}.
 */
public final class OwnImpls {

  private OwnImpls() {}

  public static void main(String[] arguments) throws Exception {
    Manners manners = Manners.valueOf(arguments[0]);
    Socket.setSocketImplFactory(() -> new Wrapper(false, manners));
    ServerSocket.setSocketFactory(() -> new Wrapper(true, manners));
    ServerSocket server = Told.keep(new ServerSocket());
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    int port = Wrapper.last.portOf("localport");
    Socket client = Told.keep(new Socket());
    client.setKeepAlive(false);
    Wrapper clientImpl = Wrapper.last;
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Socket accepted = Told.keep(server.accept());
    client.setKeepAlive(false);
    accepted.setKeepAlive(true);
    accepted.setKeepAlive(false);
    Told.tell("client", clientImpl.portOf("localport"), port);
    Told.tell("accepted", port, clientImpl.portOf("localport"));
    Told.held();
  }

  private static final class Wrapper extends SocketImpl {
    static Wrapper last;

    private final Manners manners;
    private final SocketImpl real;

    Wrapper(boolean listens, Manners manners) {
      this.manners = manners;
      this.real = make(listens);
      last = this;
    }

    private static SocketImpl make(boolean listens) {
      try {
        try {
          Method maker =
              SocketImpl.class.getDeclaredMethod("createPlatformSocketImpl", boolean.class);
          maker.setAccessible(true);
          return (SocketImpl) maker.invoke(null, listens);
        } catch (NoSuchMethodException before13) {
          Constructor<?> maker = Class.forName("java.net.SocksSocketImpl").getDeclaredConstructor();
          maker.setAccessible(true);
          return (SocketImpl) maker.newInstance();
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    int portOf(String field) throws ReflectiveOperationException {
      return (Integer) field(field).get(real);
    }

    private static Field field(String name) throws ReflectiveOperationException {
      Field field = SocketImpl.class.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    }

    private Object call(String name, Class<?>[] types, Object... arguments) throws IOException {
      try {
        Method method = SocketImpl.class.getDeclaredMethod(name, types);
        method.setAccessible(true);
        return method.invoke(real, arguments);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof IOException) {
          throw (IOException) e.getCause();
        }
        throw new IllegalStateException(e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Class<?>[] types(Class<?>... types) {
      return types;
    }

    @Override
    protected void create(boolean stream) throws IOException {
      call("create", types(boolean.class), stream);
    }

    @Override
    protected void connect(String host, int port) throws IOException {
      call("connect", types(String.class, int.class), host, port);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
      call("connect", types(InetAddress.class, int.class), address, port);
    }

    @Override
    protected void connect(SocketAddress address, int timeout) throws IOException {
      call("connect", types(SocketAddress.class, int.class), address, timeout);
    }

    @Override
    protected void bind(InetAddress host, int port) throws IOException {
      call("bind", types(InetAddress.class, int.class), host, port);
    }

    @Override
    protected void listen(int backlog) throws IOException {
      call("listen", types(int.class), backlog);
    }

    /** The JDK accepts only into a platform SocketImpl whose create was not called yet. */
    @Override
    protected void accept(SocketImpl accepted) throws IOException {
      Wrapper wrapper = (Wrapper) accepted;
      SocketImpl target = wrapper.real;
      try {
        if (System.getProperty("java.specification.version").matches("1\\.8|11")) {
          field("fd").set(target, new FileDescriptor());
        } else if (target.getClass().getName().equals("java.net.SocksSocketImpl")) {
          Method delegate = target.getClass().getSuperclass().getDeclaredMethod("delegate");
          delegate.setAccessible(true);
          target = (SocketImpl) delegate.invoke(target);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
      call("accept", types(SocketImpl.class), target);
    }

    @Override
    protected InputStream getInputStream() throws IOException {
      return (InputStream) call("getInputStream", types());
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
      return (OutputStream) call("getOutputStream", types());
    }

    @Override
    protected int available() throws IOException {
      return (Integer) call("available", types());
    }

    @Override
    protected void close() throws IOException {
      call("close", types());
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
      call("sendUrgentData", types(int.class), data);
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {
      real.setOption(option, value);
    }

    @Override
    public Object getOption(int option) throws SocketException {
      return manners.answer(real.getOption(option), 0);
    }

    @Override
    protected FileDescriptor getFileDescriptor() {
      return manners.answer(null, null);
    }

    @Override
    protected InetAddress getInetAddress() {
      return manners.answer(null, null);
    }

    @Override
    protected int getPort() {
      return manners.answer(0, 9);
    }

    @Override
    protected int getLocalPort() {
      return manners.answer(0, 9);
    }

    @Override
    public int hashCode() {
      return manners.answer(1, 1);
    }

    @Override
    public boolean equals(Object other) {
      return manners.answer(this == other, true);
    }

    @Override
    public String toString() {
      return manners.answer("", "");
    }
  }
}
