package io.github.kaagent.options;

final class Descriptors {
  static int of(Object o) throws java.io.IOException {
    return -1;
  }
}
