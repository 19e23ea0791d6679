package io.github.kaagent.drivers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A native transport of Netty: the folder with its jars, Netty's package in these, the transport's
 * name in the programs, and the oldest JDK that it runs on.
 */
enum Transport {
  NETTY_4_1_EPOLL("netty-4.1", "io.netty", "epoll", 8),
  NETTY_4_1_IO_URING("netty-4.1", "io.netty", "incubator", 8),
  NETTY_4_2_EPOLL("netty-4.2", "io.netty", "epoll", 8),
  NETTY_4_2_IO_URING("netty-4.2", "io.netty", "io_uring", 9),
  GRPC_NETTY_SHADED("grpc-netty-shaded", "io.grpc.netty.shaded.io.netty", "epoll", 8);

  private final String folder;
  private final String netty;
  final String name;
  final int since;

  Transport(String folder, String netty, String name, int since) {
    this.folder = folder;
    this.netty = netty;
    this.name = name;
    this.since = since;
  }

  private String jars() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("ka.transports"), folder))) {
      return files.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** Compiles a program of {@code src/test/transports} against this Netty. */
  void compile(String program, Path programs) throws IOException {
    String source = Files.readString(Path.of("src", "test", "transports", program + ".java"));
    Path into = Files.createDirectories(programs.resolve(name()));
    Path file = into.resolve(program + ".java");
    Files.writeString(file, source.replace("io.netty", netty));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("--release", "8", "-nowarn", "-cp", jars(), "-d", into.toString());
      assertTrue(
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjects(file))
              .call());
    }
  }

  /** The class path of this Netty and the programs that were compiled against it. */
  String classPath(Path programs) throws IOException {
    return programs.resolve(name()) + File.pathSeparator + jars();
  }
}
