package programs.attach;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.Socket;
import java.security.ProtectionDomain;

/** An agent of the tests' own, which shows the bytes of a class that the JVM runs. */
public final class ClassBytes {

  private ClassBytes() {}

  /**
   * Writes the bytes of java.net.Socket to the file that the arguments name. An agent that is
   * attached later sees the bytes as the agents before it have changed them.
   */
  public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
    ClassFileTransformer reader =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String name,
              Class<?> type,
              ProtectionDomain domain,
              byte[] bytes) {
            if (type == Socket.class) {
              write(bytes, arguments);
            }
            return null;
          }
        };
    instrumentation.addTransformer(reader, true);
    instrumentation.retransformClasses(Socket.class);
    instrumentation.removeTransformer(reader);
  }

  private static void write(byte[] bytes, String file) {
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
