package programs.guest;

/** A program without a socket. */
public final class Hello {

  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("Hello, world");
  }
}
