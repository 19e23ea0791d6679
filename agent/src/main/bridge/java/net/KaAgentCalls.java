package java.net;

import java.io.FileDescriptor;

/** What {@link KaAgentBridge} calls: the agent implements it, in a class loader of its own. */
public interface KaAgentCalls {

  /** These calls; under a security manager those that run with the agent's own rights. */
  KaAgentCalls guarded();

  void connecting(FileDescriptor fd, InetAddress remote, int port, int kind) throws Exception;

  void calling(FileDescriptor fd, InetSocketAddress target) throws Exception;

  void connected(FileDescriptor fd) throws Exception;

  void accepting(FileDescriptor listener, FileDescriptor accepted) throws Exception;

  /** The listener may be null; localPort is 0 if it is not known. */
  void accepted(
      FileDescriptor listener,
      FileDescriptor fd,
      InetAddress remote,
      int remotePort,
      int localPort,
      int kind)
      throws Exception;

  void acceptedPerhapsUnseen(
      FileDescriptor fd, InetAddress remote, int remotePort, int localPort, int kind)
      throws Exception;

  void optionSet(FileDescriptor fd, SocketOption<?> option, Object value) throws Exception;

  void closing(FileDescriptor fd) throws Exception;

  void transportMade(Object socket) throws Exception;

  void transportConnecting(Object socket, InetSocketAddress remote) throws Exception;

  void transportConnected(Object socket) throws Exception;

  void transportOptionSet(Object socket, int value, int option) throws Exception;

  void transportClosing(Object socket) throws Exception;

  void mbeanServer(Object server) throws Exception;

  void recording() throws Exception;

  void failed(Throwable failure) throws Exception;
}
