package programs.guest;

import java.io.IOException;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.objectweb.asm.ClassReader;
import org.tinylog.Logger;

/** An application with its own copies of the libraries that the agent has in it. */
public final class UsesOwnLibraries {

  private UsesOwnLibraries() {}

  /** The functions of libc that it calls. */
  public interface LibC {
    int getpid();

    int memcmp(Pointer first, Pointer second, long length);
  }

  public static void main(String[] arguments) throws Exception {
    Logger.info("before");
    use();
    Talk.talk(); // Makes the agent use its own libraries.
    use();
    Logger.info("after");
    System.exit(3);
  }

  private static void use() throws IOException, ReflectiveOperationException {
    Object made =
        new ByteBuddy()
            .subclass(Object.class)
            .method(ElementMatchers.named("toString"))
            .intercept(FixedValue.value("made by Byte Buddy"))
            .make()
            .load(UsesOwnLibraries.class.getClassLoader())
            .getLoaded()
            .getDeclaredConstructor()
            .newInstance();
    System.out.println(made + " of " + jar(ByteBuddy.class));
    LibC libc = LibraryLoader.create(LibC.class).load("c");
    System.out.println((libc.getpid() > 0) + " by jnr-ffi of " + jar(Runtime.class));
    // A class compiled for 8, because this version of ASM can't read those of JDK 25.
    System.out.println(
        new ClassReader(UsesOwnLibraries.class.getResourceAsStream("Talk.class")).getClassName()
            + " by ASM of "
            + jar(ClassReader.class));
    System.out.println("tinylog of " + jar(Logger.class));
  }

  private static String jar(Class<?> type) {
    String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
