/* `tcp-server PORT N`: binds to 127.0.0.1, prints where it listens, and echoes N connections at once, by poll(2). */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 64

static struct pollfd fds[MOST]; /* the listener, and its connections */
static int count = 1;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void listen_on(int port) {
  int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  if (fd < 0) die("socket");
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) perror("SO_REUSEADDR");
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (bind(fd, (struct sockaddr *)&address, length) < 0) die("bind");
  if (listen(fd, MOST) < 0) die("listen");
  if (getsockname(fd, (struct sockaddr *)&address, &length) < 0) die("getsockname");
  if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) die("fcntl");
  printf("listening on port %d\n", ntohs(address.sin_port));
  fflush(stdout);
  fds[0] = (struct pollfd){.fd = fd, .events = POLLIN};
}

static void accept_all(void) {
  for (;;) {
    int fd = accept(fds[0].fd, NULL, NULL);
    if (fd < 0) {
      if (errno == EAGAIN || errno == EWOULDBLOCK) return;
      die("accept");
    }
    int on = 1;
    if (ioctl(fd, FIONBIO, &on) < 0) die("ioctl");
    if (count == MOST) exit(3);
    fds[count++] = (struct pollfd){.fd = fd, .events = POLLIN};
  }
}

/* Whether the connection has ended. */
static int echo(int fd) {
  char buffer[4096];
  for (;;) {
    ssize_t got = recv(fd, buffer, sizeof buffer, 0);
    if (got == 0) return 1;
    if (got < 0) {
      if (errno == EAGAIN || errno == EWOULDBLOCK) return 0;
      perror("recv");
      return 1;
    }
    for (ssize_t at = 0; at < got;) {
      ssize_t sent = send(fd, buffer + at, got - at, 0);
      if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        struct pollfd out = {.fd = fd, .events = POLLOUT};
        if (poll(&out, 1, -1) < 0) die("poll");
        continue;
      }
      if (sent < 0) die("send");
      at += sent;
    }
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  listen_on(atoi(argv[1]));
  for (int remaining = atoi(argv[2]); remaining > 0;) {
    if (poll(fds, count, -1) < 0) die("poll");
    for (int i = count - 1; i > 0; i--) {
      if (fds[i].revents == 0 || !echo(fds[i].fd)) continue;
      close(fds[i].fd);
      fds[i] = fds[--count];
      printf("a connection ended\n");
      fflush(stdout);
      remaining--;
    }
    if (fds[0].revents & POLLIN) accept_all();
  }
  return 0;
}
