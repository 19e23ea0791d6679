// reflect COMMAND...: runs a command beside a tun device, 10.9.0.1/24, whose other end hands each packet back 30 ms
// later with its two addresses exchanged: whoever connects to 10.9.0.2 reaches 10.9.0.1 over a path that takes time.
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WAITING 256
#define DELAY_MS 30

struct packet {
  long due;
  int length;
  char bytes[2048];
};

static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int main(int argc, char **argv) {
  static struct packet waiting[WAITING];
  unsigned first = 0, next = 0;
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  int tun = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
  strcpy(request.ifr_name, "tun0");
  if (argc < 2 || tun < 0 || ioctl(tun, TUNSETIFF, &request) ||
      system("ip addr add 10.9.0.1/24 dev tun0 && ip link set tun0 up && ip link set lo up")) {
    perror("no tun device");
    return 1;
  }
  int command = (int)syscall(SYS_pidfd_open, getpid(), 0);
  if (fork()) {
    wait(NULL);
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return 1;
  }
  if (fork()) return 0; // The command would not await a child that it does not know.
  for (;;) {
    struct pollfd ready[] = {{.fd = tun, .events = POLLIN}, {.fd = command, .events = POLLIN}};
    long left = first == next ? -1 : waiting[first % WAITING].due - now();
    if (first != next && left <= 0) {
      struct packet *p = &waiting[first++ % WAITING];
      if (write(tun, p->bytes, p->length) < 0) perror("write");
    } else if (poll(ready, 2, (int)left) > 0) {
      if (ready[1].revents) return 0; // It has ended.
      struct packet *p = &waiting[next % WAITING];
      char source[4];
      p->length = (int)read(tun, p->bytes, sizeof p->bytes);
      if (p->length < 20 || p->bytes[0] >> 4 != 4) continue;
      p->due = now() + DELAY_MS;
      memcpy(source, p->bytes + 12, 4); // the sum of a packet does not change with their order
      memcpy(p->bytes + 12, p->bytes + 16, 4);
      memcpy(p->bytes + 16, source, 4);
      next++;
    }
  }
}
