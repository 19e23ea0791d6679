/* A JNI library that opens a connection past every class of the JDK's. */
#include <arpa/inet.h>
#include <jni.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

JNIEXPORT jint JNICALL Java_programs_ConnectsNatively_connect(JNIEnv *env, jclass type, jint protocol, jint port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short) port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, protocol == IPPROTO_UDP ? SOCK_DGRAM : SOCK_STREAM, protocol);
  if (fd >= 0 && connect(fd, (struct sockaddr *) &to, sizeof to) != 0) {
    close(fd);
    fd = -1;
  }
  return fd;
}

/* On a descriptor that is open: dup2 closes it and leaves nobody the time to take its number. */
JNIEXPORT void JNICALL Java_programs_ConnectsNatively_replace(JNIEnv *env, jclass type, jint old, jint fd) {
  dup2(fd, old);
  close(fd);
}
