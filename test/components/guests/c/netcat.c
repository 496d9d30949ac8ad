/* `netcat ADDRESS PORT`: what comes on standard input goes to the server, and what comes from it to standard output, by poll(2) on
 * both. At the end of its input it shuts the connection's sending side down; it ends with the connection.
 * The connection does not block: in wasmtime, poll may say that it is readable when it is not. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void write_all(int fd, const char *bytes, ssize_t count) {
  for (ssize_t at = 0; at < count;) {
    ssize_t written = write(fd, bytes + at, count - at);
    if (written >= 0) {
      at += written;
      continue;
    }
    if (errno != EAGAIN) die("write");
    struct pollfd out = {.fd = fd, .events = POLLOUT};
    if (poll(&out, 1, -1) < 0) die("poll");
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  if (inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) return 2;
  int connection = socket(AF_INET, SOCK_STREAM, 0);
  if (connection < 0) die("socket");
  if (connect(connection, (struct sockaddr *)&server, sizeof server) < 0) die("connect");
  int on = 1;
  if (ioctl(connection, FIONBIO, &on) < 0) die("ioctl");
  struct pollfd fds[] = {{.fd = connection, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
  for (nfds_t count = 2;;) {
    static char buffer[16384];
    if (poll(fds, count, -1) < 0) die("poll");
    if (fds[0].revents != 0) {
      ssize_t got = read(connection, buffer, sizeof buffer);
      if (got < 0 && errno != EAGAIN) die("read from the connection");
      if (got == 0) return 0;
      if (got > 0) write_all(STDOUT_FILENO, buffer, got);
    }
    if (count == 2 && fds[1].revents != 0) {
      ssize_t got = read(STDIN_FILENO, buffer, sizeof buffer);
      if (got < 0) die("read from standard input");
      if (got > 0) {
        write_all(connection, buffer, got);
      } else {
        if (shutdown(connection, SHUT_WR) < 0) die("shutdown");
        count = 1;
      }
    }
  }
}
