import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Connections of Netty's epoll transport within one JVM. {@code shared FROM TO} connects an unbound
 * client to each of those ports. In turn, a client sets nothing, switches keepalive off before or
 * after connect, or sets an idle time of 30 s. Prints each end as {@code
 * NAME|LOCALPORT|REMOTEPORT}. {@code closed COUNT} sets an option of that many channels and closes
 * them, and then connects a client that sets an idle time of 30 s.
 */
public final class NettyPorts {

  private static final String[] WISHES = {"nothing", "off-before", "off-after", "idle"};

  /** All channels, open or closed, so that none becomes garbage. */
  private static final List<Channel> KEPT = new ArrayList<>();

  private static final LinkedBlockingQueue<Channel> ACCEPTED = new LinkedBlockingQueue<>();
  private static final EventLoopGroup GROUP = new EpollEventLoopGroup(1);

  private static final class Accepting extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      ACCEPTED.add(context.channel());
    }
  }

  private static final class Silent extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("shared")) {
      for (int port = Integer.parseInt(arguments[1]);
          port < Integer.parseInt(arguments[2]);
          port++) {
        connect(port, port % WISHES.length);
      }
    } else {
      for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
        EpollSocketChannel channel = new EpollSocketChannel();
        channel.config().setKeepAlive(true);
        channel.unsafe().closeForcibly();
        KEPT.add(channel);
      }
      connect(0, 3);
    }
    System.out.println("held");
    System.in.read();
    System.exit(0);
  }

  private static void connect(int port, int wish) throws Exception {
    Channel server =
        new ServerBootstrap()
            .group(GROUP)
            .channel(EpollServerSocketChannel.class)
            .childHandler(new Accepting())
            .bind("127.0.0.1", port)
            .sync()
            .channel();
    Bootstrap bootstrap =
        new Bootstrap().group(GROUP).channel(EpollSocketChannel.class).handler(new Silent());
    if (wish == 1) {
      bootstrap.option(ChannelOption.SO_KEEPALIVE, false);
    } else if (wish == 3) {
      bootstrap.option(EpollChannelOption.TCP_KEEPIDLE, 30);
    }
    Channel client = bootstrap.connect(server.localAddress()).sync().channel();
    Channel accepted = ACCEPTED.take();
    if (wish == 2) {
      client.config().setOption(ChannelOption.SO_KEEPALIVE, false);
      accepted.config().setOption(ChannelOption.SO_KEEPALIVE, false);
    }
    print("out " + WISHES[wish], client);
    print("in " + (wish == 2 ? WISHES[2] : WISHES[0]), accepted);
  }

  private static void print(String name, Channel channel) {
    KEPT.add(channel);
    int local = ((InetSocketAddress) channel.localAddress()).getPort();
    int remote = ((InetSocketAddress) channel.remoteAddress()).getPort();
    System.out.println(name + "|" + local + "|" + remote);
  }
}
