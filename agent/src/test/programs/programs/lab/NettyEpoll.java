package programs.lab;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Netty's epoll transport, which makes its system calls itself. */
final class NettyEpoll implements Asked {

  private final Channel channel;
  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

  NettyEpoll(String host, int port) throws InterruptedException {
    channel =
        new Bootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()))
            .channel(EpollSocketChannel.class)
            .handler(new Handler())
            .connect(host, port)
            .sync()
            .channel();
  }

  @Override
  public String ask(String question) throws Exception {
    channel.writeAndFlush(Unpooled.copiedBuffer(question + "\n", StandardCharsets.US_ASCII)).sync();
    Object event = events.take();
    if (event instanceof Exception) {
      throw (Exception) event;
    }
    return (String) event;
  }

  private final class Handler extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf answer) {
      events.add(answer.toString(StandardCharsets.US_ASCII).trim());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      events.add(cause);
    }
  }
}
