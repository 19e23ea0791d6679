package io.github.kaagent.programs;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The small programs of {@code src/test/clients}, each compiled with the libraries of its own row:
 * no versions would suit all of them.
 */
final class Sources {

  private static final Path FOLDER = Path.of("src", "test", "clients");

  private Sources() {}

  /** Compiles a row's {@code main}, if it has one; returns the class path to run it with. */
  static String compile(Row row, List<Path> libraries, Path into) throws Exception {
    String classPath = libraries.stream().map(Path::toString).collect(Collectors.joining(":"));
    if (!row.has("main")) {
      return classPath;
    }
    Path classes = Files.createDirectories(into.resolve(row.get("main", "")));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> sources =
          files.getJavaFileObjects(
              FOLDER.resolve(row.get("main", "") + ".java"), FOLDER.resolve("Hold.java"));
      List<String> options =
          List.of(
              "-Xlint:all,-options,-processing,-classfile,-path",
              "-Werror",
              "-proc:none",
              "--release",
              String.valueOf(row.release()),
              "-d",
              classes.toString(),
              "-cp",
              classPath);
      if (!javac.getTask(messages, files, null, options, null, sources).call()) {
        throw new AssertionError(row.name() + " does not compile:\n" + messages);
      }
    }
    return classes + ":" + classPath;
  }
}
