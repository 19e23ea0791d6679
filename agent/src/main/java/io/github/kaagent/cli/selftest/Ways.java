package io.github.kaagent.cli.selftest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table of all ways in which the JDK opens a connection. */
final class Ways {

  private Ways() {}

  static List<Way> all() {
    List<Way> all = new ArrayList<>();
    all.addAll(SocketWays.all());
    all.addAll(TlsWays.all());
    all.addAll(ChannelWays.all());
    all.addAll(AsynchronousWays.all());
    all.addAll(HttpWays.all());
    all.addAll(VirtualThreadWays.all());
    // Not method references: those would load a class that a small runtime can't load.
    all.addAll(
        Arrays.asList(
            Way.of("com.sun.net.httpserver.HttpServer", on -> HttpServerWay.open(on)),
            Way.of("System.inheritedChannel", on -> InheritedChannel.open(on))));
    all.addAll(OtherThanTcpWays.all());
    // Last, because RMI has threads that open and close connections when they see fit.
    all.addAll(
        Arrays.asList(
            Way.of("RMI", on -> RmiWay.open(on)), Way.of("JMX remote", on -> JmxWay.open(on))));
    return all;
  }
}
