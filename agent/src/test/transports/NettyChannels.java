import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.File;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * Connections of a native transport of Netty to itself: one sets nothing, one sets timings and no
 * keepalive; and UDP and Unix-domain sockets, which the agent must leave alone. The test that runs
 * it compiles it, against Netty and against copies of it in other packages.
 */
public final class NettyChannels {

  private static final class Silent extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }
  }

  /** Counts the accepted connections: a client may be connected long before it is accepted. */
  private static final class Accepting extends ChannelInboundHandlerAdapter {
    private final CountDownLatch accepted;

    Accepting(int connections) {
      this.accepted = new CountDownLatch(connections);
    }

    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      accepted.countDown();
    }
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("io_uring")) {
      ioUring();
    } else {
      EventLoopGroup group = new EpollEventLoopGroup(1);
      connect(group, EpollServerSocketChannel.class, EpollSocketChannel.class);
      others(
          group,
          EpollDatagramChannel.class,
          EpollServerDomainSocketChannel.class,
          EpollDomainSocketChannel.class);
    }
    System.out.println("ready");
    System.in.read();
    System.exit(0);
  }

  /** By reflection, since only Netty 4.2 has these classes. */
  private static void ioUring() throws Exception {
    String uring = "io.netty.channel.uring.";
    if (!(boolean) Class.forName(uring + "IoUring").getMethod("isAvailable").invoke(null)) {
      Object cause = Class.forName(uring + "IoUring").getMethod("unavailabilityCause").invoke(null);
      System.out.println("unavailable: " + cause);
      System.exit(0);
    }
    Object factory = Class.forName(uring + "IoUringIoHandler").getMethod("newFactory").invoke(null);
    EventLoopGroup group =
        (EventLoopGroup)
            Class.forName("io.netty.channel.MultiThreadIoEventLoopGroup")
                .getConstructor(int.class, Class.forName("io.netty.channel.IoHandlerFactory"))
                .newInstance(1, factory);
    connect(
        group,
        Class.forName(uring + "IoUringServerSocketChannel").asSubclass(ServerChannel.class),
        Class.forName(uring + "IoUringSocketChannel").asSubclass(Channel.class));
    others(
        group,
        Class.forName(uring + "IoUringDatagramChannel").asSubclass(Channel.class),
        Class.forName(uring + "IoUringServerDomainSocketChannel").asSubclass(ServerChannel.class),
        Class.forName(uring + "IoUringDomainSocketChannel").asSubclass(Channel.class));
  }

  private static void connect(
      EventLoopGroup group, Class<? extends ServerChannel> server, Class<? extends Channel> client)
      throws Exception {
    Accepting accepting = new Accepting(2);
    InetSocketAddress address =
        (InetSocketAddress)
            new ServerBootstrap()
                .group(group)
                .channel(server)
                .childHandler(accepting)
                .bind("127.0.0.1", 0)
                .sync()
                .channel()
                .localAddress();
    System.out.println("server|" + address.getPort());
    Bootstrap bootstrap = new Bootstrap().group(group).channel(client).handler(new Silent());
    print("plain", bootstrap.clone().connect(address).sync().channel());
    bootstrap.option(ChannelOption.SO_KEEPALIVE, false);
    if (client == EpollSocketChannel.class) {
      bootstrap.option(EpollChannelOption.TCP_KEEPIDLE, 13);
      bootstrap.option(EpollChannelOption.TCP_KEEPINTVL, 3);
      bootstrap.option(EpollChannelOption.TCP_KEEPCNT, 4);
    }
    Channel own = bootstrap.connect(address).sync().channel();
    own.config().setOption(ChannelOption.SO_KEEPALIVE, false);
    print("own", own);
    accepting.accepted.await();
  }

  private static void print(String name, Channel channel) {
    System.out.println(name + "|" + ((InetSocketAddress) channel.localAddress()).getPort());
  }

  private static void others(
      EventLoopGroup group,
      Class<? extends Channel> datagram,
      Class<? extends ServerChannel> domainServer,
      Class<? extends Channel> domainClient)
      throws Exception {
    new Bootstrap()
        .group(group)
        .channel(datagram)
        .handler(new Silent())
        .connect("127.0.0.1", 9)
        .sync();
    File folder = new File(System.getProperty("java.io.tmpdir"));
    if (folder.canWrite()) {
      unixDomain(
          group, new File(folder, UUID.randomUUID() + ".socket"), domainServer, domainClient);
    }
  }

  private static void unixDomain(
      EventLoopGroup group,
      File file,
      Class<? extends ServerChannel> domainServer,
      Class<? extends Channel> domainClient)
      throws Exception {
    file.deleteOnExit();
    DomainSocketAddress address = new DomainSocketAddress(file);
    Accepting accepting = new Accepting(1);
    new ServerBootstrap()
        .group(group)
        .channel(domainServer)
        .childHandler(accepting)
        .bind(address)
        .sync();
    new Bootstrap()
        .group(group)
        .channel(domainClient)
        .handler(new Silent())
        .connect(address)
        .sync();
    accepting.accepted.await();
  }
}
