package io.github.kaagent.benchmarks;

/** Opens no socket. */
final class HelloWorld {

  private HelloWorld() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("Hello, world");
    Memory.print();
  }
}
