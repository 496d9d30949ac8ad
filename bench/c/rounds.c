/*
 * The contestant in C: raw system calls, nothing in between.
 *
 * Reads "row iterations port" lines, does one round each, and answers with the
 * nanoseconds that the measured part took.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BLOCK (64 << 10)
#define LARGE (1 << 20)
#define DATAGRAM 512
#define LINE 80

static char block[LARGE];

static void die(const char *what) {
  perror(what);
  exit(1);
}

static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000L + t.tv_nsec;
}

static int dial(int port, char mode) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) die("connect");
  if (send(fd, &mode, 1, 0) != 1) die("send");
  return fd;
}

static long pair(long n) {
  int fds[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) < 0) die("socketpair");
  long start = now();
  for (long i = 0; i < n; i++) {
    if (send(fds[0], block, 64, 0) != 64) die("send");
    if (recv(fds[1], block, 64, 0) != 64) die("recv");
  }
  long took = now() - start;
  close(fds[0]);
  close(fds[1]);
  return took;
}

static long echo(long n, int port) {
  int fd = dial(port, 'e');
  long start = now();
  for (long i = 0; i < n; i++) {
    if (send(fd, block, 64, 0) != 64) die("send");
    if (recv(fd, block, 64, 0) != 64) die("recv");
  }
  long took = now() - start;
  close(fd);
  return took;
}

static int bound(int type) {
  int fd = socket(AF_INET, type, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
  return fd;
}

static struct sockaddr_in name_of(int fd) {
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  getsockname(fd, (struct sockaddr *)&address, &length);
  return address;
}

static long datagrams(long n) {
  int a = bound(SOCK_DGRAM), b = bound(SOCK_DGRAM);
  struct sockaddr_in of_a = name_of(a), of_b = name_of(b);
  if (connect(a, (struct sockaddr *)&of_b, sizeof of_b) < 0) die("connect");
  if (connect(b, (struct sockaddr *)&of_a, sizeof of_a) < 0) die("connect");
  long start = now();
  for (long i = 0; i < n; i++) {
    if (send(a, block, DATAGRAM, 0) != DATAGRAM) die("send");
    if (recv(b, block, DATAGRAM, 0) != DATAGRAM) die("recv");
  }
  long took = now() - start;
  close(a);
  close(b);
  return took;
}

static long connects(long n, int port) {
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  long start = now();
  for (long i = 0; i < n; i++) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) die("connect");
    close(fd);
  }
  return now() - start;
}

static long accepts(long n, int port) {
  int listener = bound(SOCK_STREAM);
  if (listen(listener, 128) < 0) die("listen");
  struct sockaddr_in address = name_of(listener);
  int visitor = dial(port, 'a');
  if (send(visitor, &address.sin_port, 2, 0) != 2) die("send");
  long start = now();
  for (long i = 0; i < n; i++) {
    int fd = accept(listener, NULL, NULL);
    if (fd < 0) die("accept");
    close(fd);
  }
  long took = now() - start;
  close(listener);
  close(visitor);
  return took;
}

static long send_blocks(long n, int port, long size) {
  int fd = dial(port, 's');
  long start = now();
  for (long i = 0; i < n; i++)
    for (long at = 0; at < size;) {
      ssize_t sent = send(fd, block + at, size - at, 0);
      if (sent < 0) die("send");
      at += sent;
    }
  shutdown(fd, SHUT_WR);
  if (recv(fd, block, 1, 0) != 1) die("recv");
  long took = now() - start;
  close(fd);
  return took;
}

static long receive_blocks(long n, int port, long size) {
  int fd = dial(port, 'g');
  long start = now();
  for (long left = n * size; left > 0;) {
    ssize_t got = recv(fd, block, size, 0);
    if (got <= 0) die("recv");
    left -= got;
  }
  long took = now() - start;
  close(fd);
  return took;
}

static long select_among(long n, int count, int port) {
  struct pollfd *all = calloc(count, sizeof *all);
  for (int i = 0; i < count; i++) all[i] = (struct pollfd){dial(port, i == count / 2 ? 'r' : 'i'), POLLIN, 0};
  poll(all, count, -1); /* until the byte is there */
  long start = now();
  for (long i = 0; i < n; i++)
    if (poll(all, count, -1) != 1) die("poll");
  long took = now() - start;
  for (int i = 0; i < count; i++) close(all[i].fd);
  free(all);
  return took;
}

/* Without read-ahead, as PHP_NORMAL_READ must be: look first, then take the line. */
static long lines(long n, int port) {
  int fd = dial(port, 'g');
  char line[1024];
  long start = now();
  for (long i = 0; i < n; i++) {
    for (long at = 0;;) {
      ssize_t seen = recv(fd, line + at, sizeof line - at, MSG_PEEK);
      if (seen <= 0) die("recv");
      char *end = memchr(line + at, '\n', seen);
      ssize_t want = end ? end + 1 - (line + at) : seen;
      if (recv(fd, line + at, want, 0) != want) die("recv");
      at += want;
      if (end) {
        if (at != LINE) die("line");
        break;
      }
    }
  }
  long took = now() - start;
  close(fd);
  return took;
}

int main(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  char row[32];
  long n;
  int port;
  while (scanf("%31s %ld %d", row, &n, &port) == 3) {
    long took = -1;
    if (!strcmp(row, "pair")) took = pair(n);
    if (!strcmp(row, "echo")) took = echo(n, port);
    if (!strcmp(row, "udp")) took = datagrams(n);
    if (!strcmp(row, "connect")) took = connects(n, port);
    if (!strcmp(row, "accept")) took = accepts(n, port);
    if (!strcmp(row, "send")) took = send_blocks(n, port, BLOCK);
    if (!strcmp(row, "receive")) took = receive_blocks(n, port, BLOCK);
    if (!strcmp(row, "send-large")) took = send_blocks(n, port, LARGE);
    if (!strcmp(row, "receive-large")) took = receive_blocks(n, port, LARGE);
    if (!strncmp(row, "select-", 7)) took = select_among(n, atoi(row + 7), port);
    if (!strcmp(row, "lines")) took = lines(n, port);
    printf("%ld\n", took);
    fflush(stdout);
  }
}
