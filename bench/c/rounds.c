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
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BLOCK 65536
#define LINE 80

static char block[BLOCK];

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

static long send_blocks(long n, int port) {
  int fd = dial(port, 's');
  long start = now();
  for (long i = 0; i < n; i++)
    for (long at = 0; at < BLOCK;) {
      ssize_t sent = send(fd, block + at, BLOCK - at, 0);
      if (sent < 0) die("send");
      at += sent;
    }
  shutdown(fd, SHUT_WR);
  if (recv(fd, block, 1, 0) != 1) die("recv");
  long took = now() - start;
  close(fd);
  return took;
}

static long receive_blocks(long n, int port) {
  int fd = dial(port, 'g');
  long start = now();
  for (long left = n * BLOCK; left > 0;) {
    ssize_t got = recv(fd, block, BLOCK, 0);
    if (got <= 0) die("recv");
    left -= got;
  }
  long took = now() - start;
  close(fd);
  return took;
}

static long select_among(long n, int count, int port) {
  int fds[FD_SETSIZE], highest = 0;
  fd_set all;
  FD_ZERO(&all);
  for (int i = 0; i < count; i++) {
    fds[i] = dial(port, i == count / 2 ? 'r' : 'i');
    FD_SET(fds[i], &all);
    if (fds[i] > highest) highest = fds[i];
  }
  fd_set read = all;
  select(highest + 1, &read, NULL, NULL, NULL); /* until the byte is there */
  long start = now();
  for (long i = 0; i < n; i++) {
    read = all;
    if (select(highest + 1, &read, NULL, NULL, NULL) != 1) die("select");
  }
  long took = now() - start;
  for (int i = 0; i < count; i++) close(fds[i]);
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
  char row[32];
  long n;
  int port;
  while (scanf("%31s %ld %d", row, &n, &port) == 3) {
    long took = -1;
    if (!strcmp(row, "pair")) took = pair(n);
    if (!strcmp(row, "echo")) took = echo(n, port);
    if (!strcmp(row, "send")) took = send_blocks(n, port);
    if (!strcmp(row, "receive")) took = receive_blocks(n, port);
    if (!strncmp(row, "select-", 7)) took = select_among(n, atoi(row + 7), port);
    if (!strcmp(row, "lines")) took = lines(n, port);
    printf("%ld\n", took);
    fflush(stdout);
  }
}
