package programs.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads names of classes, and prints those that any class loader within its reach can load. */
public final class FindsClasses {

  private FindsClasses() {}

  public static void main(String[] arguments) throws IOException {
    // Makes the agent weave a class, and so load its libraries.
    new java.net.Socket().close();
    BufferedReader names =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int tried = 0;
    for (String name = names.readLine(); name != null; name = names.readLine()) {
      tried++;
      for (ClassLoader loader = ClassLoader.getSystemClassLoader();
          loader != null;
          loader = loader.getParent()) {
        find(name, loader);
      }
      find(name, Thread.currentThread().getContextClassLoader());
      find(name, null);
    }
    System.out.println("tried " + tried);
  }

  private static void find(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      System.out.println("found " + name + " through " + loader);
    } catch (ClassNotFoundException | LinkageError asItShouldBe) {
      // The application can't use it.
    }
  }
}
