package io.github.kaagent.weave;

import java.net.KaAgentHook;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketOption;
import net.bytebuddy.asm.Advice.Argument;
import net.bytebuddy.asm.Advice.FieldValue;
import net.bytebuddy.asm.Advice.OnMethodEnter;
import net.bytebuddy.asm.Advice.OnMethodExit;
import net.bytebuddy.asm.Advice.Return;
import net.bytebuddy.asm.Advice.This;

/**
 * What is woven into the join points: Byte Buddy copies these bodies into the JDK's methods, so
 * they are one call each. {@link JoinPoint#TABLE} names them.
 */
final class Advices {

  private Advices() {}

  /** A connect that returns when the handshake is done. */
  static final class Connect {
    @OnMethodEnter
    static void enter(@This Object socket, @Argument(0) SocketAddress remote) {
      KaAgentHook.onConnecting(socket, remote);
    }

    @OnMethodExit
    static void exit(@This Object socket, @Argument(0) SocketAddress remote) {
      KaAgentHook.onConnected(socket, remote);
    }
  }

  /** A connect that tells whether the handshake is done. */
  static final class TryConnect {
    @OnMethodEnter
    static void enter(@This Object socket, @Argument(0) SocketAddress remote) {
      KaAgentHook.onConnecting(socket, remote);
    }

    @OnMethodExit
    static void exit(
        @This Object socket, @Argument(0) SocketAddress remote, @Return boolean connected) {
      if (connected) {
        KaAgentHook.onConnected(socket, remote);
      }
    }
  }

  /** A connect whose handshake goes on in the background. */
  static final class BeginConnect {
    @OnMethodEnter
    static void enter(@This Object socket, @Argument(0) SocketAddress remote) {
      KaAgentHook.onConnecting(socket, remote);
    }
  }

  /** A look whether a handshake is done. */
  static final class FinishConnect {
    @OnMethodExit
    static void exit(@This Object socket, @Return boolean connected) {
      if (connected) {
        KaAgentHook.onConnected(socket, null);
      }
    }
  }

  /** The end of a handshake in the background. */
  static final class FinishBackgroundConnect {
    @OnMethodExit
    static void exit(@This Object socket) {
      KaAgentHook.onConnected(socket, null);
    }
  }

  /** An accepted connection gets its channel. */
  static final class Accept {
    @OnMethodExit
    static void exit(@This Object channel) {
      KaAgentHook.onAccepted(channel);
    }
  }

  /** An accepted connection's SocketImpl is in its Socket. */
  static final class AcceptSocket {
    @OnMethodExit
    static void exit(@This Socket socket, @FieldValue("impl") SocketImpl impl) {
      KaAgentHook.onAccepted(socket, impl);
    }
  }

  static final class SetKeepAlive {
    @OnMethodEnter
    static void enter(@This Object socket, @Argument(value = 0, readOnly = false) boolean on) {
      on = KaAgentHook.onKeepAlive(socket, on);
    }
  }

  static final class SetOption {
    @OnMethodEnter
    static void enter(
        @This Object socket,
        @Argument(0) SocketOption<?> option,
        @Argument(value = 1, readOnly = false) Object value) {
      value = KaAgentHook.onOption(socket, option, value);
    }
  }

  /** The static jdk.net.Sockets.setOption. */
  static final class SetSocketsOption {
    @OnMethodEnter
    static void enter(
        @Argument(0) Object socket,
        @Argument(1) SocketOption<?> option,
        @Argument(value = 2, readOnly = false) Object value) {
      value = KaAgentHook.onOption(socket, option, value);
    }
  }

  /** A native transport asks the kernel for the peer's address: it does when it is connected. */
  static final class RemoteAddress {
    @OnMethodExit
    static void exit(@This Object socket) {
      KaAgentHook.onConnected(socket, null);
    }
  }

  /** A native transport begins to connect. */
  static final class TransportConnect {
    @OnMethodEnter
    static void enter(@This Object socket, @Argument(0) SocketAddress remote) {
      KaAgentHook.onConnecting(socket, remote);
    }
  }

  static final class SetTcpKeepIdle {
    @OnMethodEnter
    static void enter(@This Object socket, @Argument(value = 0, readOnly = false) int value) {
      value = KaAgentHook.onTransportOption(socket, "TCP_KEEPIDLE", value);
    }
  }

  static final class SetTcpKeepIntvl {
    @OnMethodEnter
    static void enter(@This Object socket, @Argument(value = 0, readOnly = false) int value) {
      value = KaAgentHook.onTransportOption(socket, "TCP_KEEPINTVL", value);
    }
  }

  static final class SetTcpKeepCnt {
    @OnMethodEnter
    static void enter(@This Object socket, @Argument(value = 0, readOnly = false) int value) {
      value = KaAgentHook.onTransportOption(socket, "TCP_KEEPCNT", value);
    }
  }

  static final class SetTcpUserTimeout {
    @OnMethodEnter
    static void enter(@This Object socket, @Argument(value = 0, readOnly = false) int value) {
      value = KaAgentHook.onTransportOption(socket, "TCP_USER_TIMEOUT", value);
    }
  }

  static final class Close {
    @OnMethodEnter
    static void enter(@This Object socket) {
      KaAgentHook.onClosing(socket);
    }
  }

  static final class MBeanServer {
    @OnMethodExit
    static void exit(@Return Object server) {
      KaAgentHook.onMBeanServer(server);
    }
  }
}
