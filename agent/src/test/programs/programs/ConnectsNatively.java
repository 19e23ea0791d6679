package programs;

/** Connects to a port of this machine by a JNI library of its own; no Java socket takes part. */
public final class ConnectsNatively {

  private ConnectsNatively() {}

  /** Arguments: the library's file, the port. */
  public static void main(String[] arguments) throws Exception {
    System.load(arguments[0]);
    System.out.println("fd " + connect(Integer.parseInt(arguments[1])));
    System.in.read();
  }

  private static native int connect(int port);
}
