/* A JNI library that sets an option past every class of the JDK's. */
#include <jni.h>
#include <sys/socket.h>

JNIEXPORT jint JNICALL Java_programs_faults_SetsNatively_set(JNIEnv *env, jclass type, jint fd, jint level, jint name, jint value) {
  int option = value;
  return setsockopt(fd, level, name, &option, sizeof option);
}
