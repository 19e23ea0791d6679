package io.github.kaagent.options;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.KaAgentNatives;

/** The JDK's natives on 15 and later, called directly: see java.net.KaAgentNatives.of. */
final class NestmateNatives implements Natives {

  private final KaAgentNatives net;

  NestmateNatives(KaAgentNatives net) {
    this.net = net;
  }

  @Override
  public void set(FileDescriptor fd, int level, int name, int value) throws IOException {
    net.set(fd, level, name, value);
  }

  @Override
  public int get(FileDescriptor fd, int level, int name) throws IOException {
    return net.get(fd, level, name);
  }

  @Override
  public InetSocketAddress local(FileDescriptor fd) throws IOException {
    return net.local(fd);
  }

  @Override
  public InetSocketAddress remote(FileDescriptor fd) throws IOException {
    return net.remote(fd);
  }

  @Override
  public int number(FileDescriptor fd) {
    return net.number(fd);
  }

  @Override
  public FileDescriptor descriptor(int number) {
    return net.descriptor(number);
  }

  @Override
  public Object identity(FileDescriptor fd) throws IOException {
    return net.identity(fd);
  }
}
