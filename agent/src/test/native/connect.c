/* A JNI library that opens a connection past every class of the JDK's. */
#include <arpa/inet.h>
#include <jni.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

/* Older kernels have MPTCP and refuse its timings. */
static int takes_timings(int protocol) {
  int idle = 60;
  int fd = socket(AF_INET, SOCK_STREAM, protocol);
  int taken = fd >= 0 && setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle) == 0;
  close(fd);
  return taken;
}

JNIEXPORT jint JNICALL Java_programs_ConnectsNatively_connect(JNIEnv *env, jclass type, jint protocol, jint port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short) port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = takes_timings(protocol) ? socket(AF_INET, SOCK_STREAM, protocol) : -1;
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
