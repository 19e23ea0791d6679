package io.github.kaagent.containers;

import io.github.kaagent.it.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An image that holds a Java runtime in {@code /jdk}, the libraries that it links, and the content
 * of a folder: nothing else, not even a shell. It is made from these files alone, like {@code FROM
 * scratch}, since a base image would need a registry.
 */
public record Image(String id) {

  /**
   * The dynamic loader is the runtime's own, since a JDK may have another libc than the machine
   * (see install-jdks); called like this, it lists libraries and runs nothing (ld.so(8)). What a
   * JVM does not need is left out, and so are dangling links.
   */
  private static final String SCRIPT =
      """
      set -euo pipefail
      home=$1 folder=$2
      loader=$(LD_TRACE_LOADED_OBJECTS=1 "$home/bin/java" | sed -nE 's,^\\s*(/.*/ld[^ ]*) .*,\\1,p')
      files=$(find -L "$home" "$folder" -name '*.so')
      folders=$(dirname "$loader"):$(echo "$files" | xargs -n 1 dirname | sort -u | paste -sd :)
      libraries=$(echo "$files" | while read -r file; do
          "$loader" --library-path "$folders" --list "$file" | sed -nE 's,^.* => (/[^ ]+) .*,\\1,p'
        done | grep -v -e "^$home/" -e "^$folder/" | sort -u)
      tar -cPh --exclude-from=<(find -L "$home" -type l) --exclude="$home/jmods" \
        --exclude="$home/legal" --exclude="$home/man" --exclude="$home/include" \
        --exclude=src.zip --exclude=ct.sym --transform "s,^$home,jdk," \
        "$home" "$loader" $libraries -C "$folder" . | podman import --quiet -
      """;

  /**
   * Makes an image.
   *
   * @param home the runtime's folder
   * @param folder what to put into the image's root besides
   */
  public static Image of(Path home, Path folder) throws IOException {
    try (ChildJvm script =
        ChildJvm.run(
            List.of("bash", "-c", SCRIPT, "image", home.toString(), folder.toString()), Map.of())) {
      Output output = Output.of(script);
      if (output.status() != 0 || output.out().isEmpty()) {
        throw new IOException("no image of " + home + ": " + output);
      }
      return new Image(output.out().get(output.out().size() - 1));
    }
  }

  public void remove() throws IOException {
    try (ChildJvm podman = ChildJvm.run(List.of("podman", "rmi", "--force", id), Map.of())) {
      podman.exitStatus();
    }
  }
}
