import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Connects three times with TCP Fast Open and data, one after the other: the first gets the cookie,
 * the others are connected, for Netty, while the handshake is under way. Argument: epoll, io_uring,
 * or incubator, which is what Netty 4.1 has of io_uring. Meanwhile it interrupts the agent's
 * threads.
 */
public final class FastOpen {

  private static final class Silent extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }
  }

  private static final class Received extends ChannelInboundHandlerAdapter {
    final CountDownLatch data = new CountDownLatch(3);

    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      data.countDown();
    }
  }

  public static void main(String[] arguments) throws Exception {
    String prefix = "io.netty.channel.epoll.Epoll";
    EventLoopGroup group;
    if (arguments[0].equals("io_uring")) {
      prefix = "io.netty.channel.uring.IoUring";
      group = ioUring(prefix);
    } else if (arguments[0].equals("incubator")) {
      prefix = "io.netty.incubator.channel.uring.IOUring";
      Class<?> type = Class.forName(prefix + "EventLoopGroup");
      group = (EventLoopGroup) type.getConstructor(int.class).newInstance(1);
    } else {
      group = new EpollEventLoopGroup(1);
    }
    Received received = new Received();
    new ServerBootstrap()
        .group(group)
        .channel(Class.forName(prefix + "ServerSocketChannel").asSubclass(ServerChannel.class))
        .option(ChannelOption.TCP_FASTOPEN, 16)
        .childHandler(received)
        .bind("10.9.0.1", 7777)
        .sync();
    Class<? extends Channel> client =
        Class.forName(prefix + "SocketChannel").asSubclass(Channel.class);
    for (int i = 0; i < 3; i++) {
      Channel channel =
          new Bootstrap()
              .group(group)
              .channel(client)
              .option(ChannelOption.TCP_FASTOPEN_CONNECT, true)
              .handler(new Silent())
              .register()
              .sync()
              .channel();
      channel.write(Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII));
      channel.connect(new InetSocketAddress("10.9.0.2", 7777)).sync();
      channel.flush();
      while (received.data.getCount() > 2 - i) {
        interruptTheAgent();
      }
    }
    System.out.println("ready");
    System.in.read();
    System.exit(0);
  }

  /** As programs do that interrupt every thread; Netty's own would end. */
  private static void interruptTheAgent() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("ka-agent")) {
        thread.interrupt();
      }
    }
  }

  /** Only Netty 4.2 has it. */
  private static EventLoopGroup ioUring(String prefix) throws Exception {
    if (!(boolean) Class.forName(prefix).getMethod("isAvailable").invoke(null)) {
      System.out.println("unavailable");
      System.exit(0);
    }
    Object factory = Class.forName(prefix + "IoHandler").getMethod("newFactory").invoke(null);
    return (EventLoopGroup)
        Class.forName("io.netty.channel.MultiThreadIoEventLoopGroup")
            .getConstructor(int.class, Class.forName("io.netty.channel.IoHandlerFactory"))
            .newInstance(1, factory);
  }
}
