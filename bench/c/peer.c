/*
 * The other end of the TCP rows: the same process for every contestant.
 *
 * Prints its port, then serves until its standard input ends. The first byte
 * of a connection says what it is for:
 *   e  echo          s  sink: discards until end of file, then answers one byte
 *   g  source: 80-byte lines without end
 *   i  idle: never says anything      r  ready: says one byte, then idles
 *
 * One contestant runs at a time, so e, s and g are served to their end, without
 * an event loop between a request and its answer. Sink and source do not touch
 * the bytes (MSG_TRUNC discards in the kernel, sendfile sends pages by
 * reference), so that the contestant is the slower end.
 *
 * Arguments: the CPU to echo on (the contestants': a round trip is then the sum
 * of both ends' work, without the lottery of waking another CPU) and the CPU
 * for sink and source (another one). None: wherever the system likes.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINE 80
#define SOURCE_SIZE (LINE * 13000)

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void run_on(const char *cpu) {
  if (!cpu) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(atoi(cpu), &set);
  if (sched_setaffinity(0, sizeof set, &set) < 0) die("sched_setaffinity");
}

static int make_source(void) {
  char line[LINE];
  memset(line, 'x', LINE);
  line[LINE - 1] = '\n';
  int fd = memfd_create("lines", 0);
  if (fd < 0) die("memfd_create");
  for (int at = 0; at < SOURCE_SIZE; at += LINE)
    if (write(fd, line, LINE) != LINE) die("write");
  return fd;
}

static void echo(int fd) {
  char buffer[65536];
  for (;;) {
    ssize_t got = recv(fd, buffer, sizeof buffer, 0);
    if (got <= 0) return;
    for (ssize_t at = 0; at < got;) {
      ssize_t sent = send(fd, buffer + at, got - at, 0);
      if (sent < 0) return;
      at += sent;
    }
  }
}

static void sink(int fd) {
  while (recv(fd, NULL, 1 << 20, MSG_TRUNC) > 0) {
  }
  send(fd, "!", 1, 0);
}

static void source(int fd, int lines) {
  for (;;) {
    off_t at = 0;
    while (at < SOURCE_SIZE)
      if (sendfile(fd, lines, &at, SOURCE_SIZE - at) < 0) return;
  }
}

int main(int argc, char **argv) {
  const char *near = argc == 3 ? argv[1] : NULL, *far = argc == 3 ? argv[2] : NULL;
  signal(SIGPIPE, SIG_IGN);
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);

  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) < 0) die("bind");
  if (listen(listener, 1024) < 0) die("listen");
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);

  int lines = make_source();
  int poll = epoll_create1(0);
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &(struct epoll_event){.events = EPOLLIN, .data.fd = listener});
  epoll_ctl(poll, EPOLL_CTL_ADD, 0, &(struct epoll_event){.events = EPOLLIN, .data.fd = 0});
  for (;;) {
    struct epoll_event event;
    if (epoll_wait(poll, &event, 1, -1) != 1) continue;
    int fd = event.data.fd;
    if (fd == 0) return 0;
    if (fd != listener) {
      close(fd); /* an idle connection has ended */
      continue;
    }
    fd = accept(listener, NULL, NULL);
    if (fd < 0) die("accept");
    char mode = 0;
    recv(fd, &mode, 1, 0);
    if (mode == 'r') send(fd, "!", 1, 0);
    if (mode == 'r' || mode == 'i') {
      epoll_ctl(poll, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN, .data.fd = fd});
      continue;
    }
    run_on(mode == 's' || mode == 'g' ? far : near);
    if (mode == 'e') echo(fd);
    if (mode == 's') sink(fd);
    if (mode == 'g') source(fd, lines);
    close(fd);
  }
}
