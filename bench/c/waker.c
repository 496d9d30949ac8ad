/*
 * The other end of many that wait. Prints its port. "accept N" takes N
 * connections and answers the nanoseconds that took; "wake N" sends a byte to
 * N of them, one after the other, each chosen at random, waits for each answer,
 * and answers the median and the 99th percentile, in nanoseconds.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000L + t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  long left = *(const long *)a, right = *(const long *)b;
  return (left > right) - (left < right);
}

int main(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) < 0) die("bind");
  if (listen(listener, 4096) < 0) die("listen");
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);

  int *all = NULL;
  long have = 0, count;
  char word[16];
  srandom(1);
  while (scanf("%15s %ld", word, &count) == 2) {
    if (!strcmp(word, "accept")) {
      long start = now();
      all = realloc(all, (have + count) * sizeof *all);
      for (long i = 0; i < count; i++) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) die("accept");
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        all[have++] = fd;
      }
      printf("%ld\n", now() - start);
    } else {
      long *took = calloc(count, sizeof *took);
      for (long i = 0; i < count; i++) {
        int fd = all[random() % have];
        char byte = 'x';
        long start = now();
        if (send(fd, &byte, 1, 0) != 1 || recv(fd, &byte, 1, 0) != 1) die("wake");
        took[i] = now() - start;
      }
      qsort(took, count, sizeof *took, ascending);
      printf("%ld %ld\n", took[count / 2], took[count * 99 / 100]);
      free(took);
    }
    fflush(stdout);
  }
}
