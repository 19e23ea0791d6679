package io.github.kaagent.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The artifacts of rows, resolved by Maven: a throw-away project has one module for each row, so
 * that each row gets the versions that it names, whatever libraries other rows have.
 */
final class Artifacts {

  private final Path folder;
  private final String mavenOutput;

  private Artifacts(Path folder, String mavenOutput) {
    this.folder = folder;
    this.mavenOutput = mavenOutput;
  }

  /** Resolves the artifacts of all these rows in one run of Maven. */
  static Artifacts resolve(List<Row> rows, Path folder) throws Exception {
    List<Row> needed = rows.stream().filter(r -> r.has("jars") || r.has("file")).toList();
    StringBuilder modules = new StringBuilder();
    for (Row row : needed) {
      Path module = Files.createDirectories(folder.resolve(module(row)));
      modules.append("<module>").append(module(row)).append("</module>");
      Files.writeString(module.resolve("pom.xml"), pom(module(row), "jar", dependencies(row)));
    }
    Files.writeString(
        folder.resolve("pom.xml"), pom("all", "pom", "<modules>" + modules + "</modules>"));
    return new Artifacts(folder, mvn(folder));
  }

  /** The files of a row's {@code jars}, with their dependencies, and of its {@code file}. */
  List<Path> of(Row row) throws IOException {
    Path list = folder.resolve(module(row)).resolve("files");
    if (!row.has("jars") && !row.has("file")) {
      return List.of();
    }
    if (!Files.exists(list)) {
      throw new AssertionError("Maven does not get what " + row.name() + " needs:\n" + mavenOutput);
    }
    return Stream.of(Files.readString(list).strip().split(":", -1)).map(Path::of).toList();
  }

  private static String mvn(Path folder) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("ka.maven"), "-B", "-ntp", "-q", "-fae"));
    command.add("-Dmaven.repo.local=" + System.getProperty("ka.repository"));
    command.add("-Dmdep.outputFile=files");
    command.add("org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath");
    Path output = folder.resolve("mvn.log");
    ProcessBuilder mvn = new ProcessBuilder(command).directory(folder.toFile());
    mvn.environment().put("JAVA_HOME", System.getProperty("java.home"));
    mvn.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
    return Files.readString(output);
  }

  private static String module(Row row) {
    return row.name().replaceAll("[^A-Za-z0-9]+", "-");
  }

  private static String dependencies(Row row) {
    return Stream.concat(
            row.words("jars").stream().map(artifact -> dependency(artifact, "")),
            row.words("file").stream()
                .map(
                    artifact ->
                        dependency(
                            artifact,
                            "<exclusions><exclusion><groupId>*</groupId>"
                                + "<artifactId>*</artifactId></exclusion></exclusions>")))
        .collect(Collectors.joining("", "<dependencies>", "</dependencies>"));
  }

  /** The element for {@code group:artifact:version[:type[:classifier]]}. */
  private static String dependency(String artifact, String exclusions) {
    String[] parts = artifact.split(":", -1);
    return "<dependency>"
        + element("groupId", parts[0])
        + element("artifactId", parts[1])
        + element("version", parts[2])
        + (parts.length > 3 ? element("type", parts[3]) : "")
        + (parts.length > 4 ? element("classifier", parts[4]) : "")
        + exclusions
        + "</dependency>";
  }

  private static String pom(String artifact, String packaging, String content) {
    return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">"
        + element("modelVersion", "4.0.0")
        + element("groupId", "programs")
        + element("artifactId", artifact)
        + element("version", "1")
        + element("packaging", packaging)
        + content
        + "</project>";
  }

  private static String element(String name, String text) {
    return "<" + name + ">" + text + "</" + name + ">";
  }
}
