package programs.guest;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;

/** Prints the state of the whole JVM and of its main thread, before and after a connection. */
public final class TellsState {

  private TellsState() {}

  public static void main(String[] arguments) throws IOException {
    tell();
    Talk.talk();
    tell();
  }

  @SuppressWarnings({"deprecation", "removal"}) // SecurityManager
  private static void tell() {
    TreeMap<Object, Object> properties = new TreeMap<>(System.getProperties());
    System.out.println("properties " + properties);
    System.out.println("charset " + Charset.defaultCharset());
    System.out.println("locale " + Locale.getDefault() + " zone " + TimeZone.getDefault().getID());
    System.out.println("security manager " + System.getSecurityManager());
    System.out.println("handler " + Thread.getDefaultUncaughtExceptionHandler());
    Thread main = Thread.currentThread();
    System.out.println(
        main.getName()
            + " "
            + main.getPriority()
            + " "
            + (main.getContextClassLoader() == ClassLoader.getSystemClassLoader()));
    System.out.println("out, err, in " + streams());
    System.out.println("threads " + threads());
  }

  private static String streams() {
    return System.out.getClass() + " " + System.err.getClass() + " " + System.in.getClass();
  }

  private static List<String> threads() {
    Thread[] threads = new Thread[100];
    int count = Thread.currentThread().getThreadGroup().enumerate(threads);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(threads[i].getName());
    }
    return names;
  }
}
