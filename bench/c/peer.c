/*
 * The other end of the TCP rows: the same process for every contestant.
 *
 * Prints its port, then serves until its standard input ends. The first byte
 * of a connection says what it is for:
 *   e  echo          s  sink: discards until end of file, then answers one byte
 *   g  source: 80-byte lines without end
 *   i  idle: never says anything      r  ready: says one byte, then idles
 *   a  a port follows, as two bytes: connects to it again and again, one
 *      connection at a time, until it is refused
 * A connection that ends before its first byte is reset, so that nobody keeps
 * it in TIME_WAIT; so are those of "a".
 *
 * One contestant runs at a time, so e, s and g are served to their end, without
 * an event loop between a request and its answer. Sink and source do not touch
 * the bytes (MSG_TRUNC discards in the kernel, sendfile sends pages by
 * reference), so that nearly all of the work is the contestant's. All run on
 * one CPU: waking a sleeping CPU would cost more than what is measured. Being
 * woken does not take that CPU from a contestant that could go on (SCHED_BATCH),
 * or rows would measure how often that happens.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
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
#define SOURCE_SIZE (LINE * 13312) /* whole pages */
#define SINK_BYTES (1 << 20)      /* to be woken for */

static void die(const char *what) {
  perror(what);
  exit(1);
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
  setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &(int){SINK_BYTES}, sizeof(int));
  while (recv(fd, NULL, 16 * SINK_BYTES, MSG_TRUNC) > 0) {
  }
  send(fd, "!", 1, 0);
}

/* Ends the connection, and does not keep it. */
static void reset(int fd) {
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &(struct linger){.l_onoff = 1}, sizeof(struct linger));
  close(fd);
}

static void visit(int fd) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  if (recv(fd, &address.sin_port, 2, MSG_WAITALL) != 2) return;
  for (;;) {
    int visitor = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(visitor, (struct sockaddr *)&address, sizeof address) < 0) {
      close(visitor);
      return;
    }
    char byte;
    recv(visitor, &byte, 1, 0);
    reset(visitor);
  }
}

static void source(int fd, int lines) {
  for (;;) {
    off_t at = 0;
    while (at < SOURCE_SIZE)
      if (sendfile(fd, lines, &at, SOURCE_SIZE - at) < 0) return;
  }
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  if (sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){0}) < 0) die("sched_setscheduler");
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);

  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t length = sizeof address;
  /* Pacing (bbr) would measure timers. Every system has reno, for every user. */
  if (setsockopt(listener, IPPROTO_TCP, TCP_CONGESTION, "reno", 4) < 0) die("setsockopt");
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
    if (recv(fd, &mode, 1, 0) == 0) {
      reset(fd);
      continue;
    }
    if (mode == 'r') send(fd, "!", 1, 0);
    if (mode == 'r' || mode == 'i') {
      epoll_ctl(poll, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN, .data.fd = fd});
      continue;
    }
    if (mode == 'e') echo(fd);
    if (mode == 's') sink(fd);
    if (mode == 'g') source(fd, lines);
    if (mode == 'a') visit(fd);
    close(fd);
  }
}
