package sun.nio.ch;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.KaAgentNatives;

/**
 * Becomes a hidden nestmate of {@link Net} on 15 and later, and so may call its private natives.
 * Tested on 17, 21, 25 and 27.
 */
final class KaAgentNet extends KaAgentNatives {

  static {
    offer(new KaAgentNet());
  }

  private KaAgentNet() {}

  // mayNeedConversion and isIPv6 matter for options of IP, which the agent does not set.

  @Override
  public void set(FileDescriptor fd, int level, int name, int value) throws IOException {
    Net.setIntOption0(fd, false, level, name, value, false);
  }

  @Override
  public int get(FileDescriptor fd, int level, int name) throws IOException {
    return Net.getIntOption0(fd, false, level, name);
  }

  @Override
  public InetSocketAddress local(FileDescriptor fd) throws IOException {
    return Net.localAddress(fd);
  }

  @Override
  public InetSocketAddress remote(FileDescriptor fd) throws IOException {
    return Net.remoteAddress(fd);
  }

  @Override
  public int number(FileDescriptor fd) {
    return IOUtil.fdVal(fd);
  }

  @Override
  public FileDescriptor descriptor(int number) {
    return IOUtil.newFD(number);
  }

  @Override
  public Object identity(FileDescriptor fd) throws IOException {
    return FileKey.create(fd);
  }
}
