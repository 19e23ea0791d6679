package programs.lab;

/** A connection of one kind: asks its other end something and waits for the answer. */
interface Asked {

  String ask(String question) throws Exception;
}
