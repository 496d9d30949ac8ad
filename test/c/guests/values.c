// Lengths of options, texts of errors, and times: facts that hold on Linux too, where the test runs them as well. Exits with the
// number of those that do not hold.
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include "check.h"

static void lengths(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  const int one = 1, many[4] = {16, 0, 0, 0};
  for (socklen_t length = 0; length < 4; length++) {
    FAILS(setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &one, length), EINVAL);
    FAILS(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, length), EINVAL);
    FAILS(setsockopt(fd, SOL_SOCKET, SO_LINGER, many, length + 4), EINVAL);
    FAILS(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, many, length), EINVAL);
  }
  CHECK(setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, many, sizeof many) == 0);
  FAILS(setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &one, (socklen_t)-1), EINVAL);
  for (socklen_t length = 1; length <= sizeof many; length++)
    CHECK(setsockopt(fd, IPPROTO_IP, IP_TOS, many, length) == 0);
  unsigned char bytes[8] = {9, 9, 9, 9, 9, 9, 9, 9};
  for (socklen_t room = 0; room <= sizeof bytes; room++) {
    socklen_t length = room;
    memset(bytes, 9, sizeof bytes);
    CHECK(getsockopt(fd, IPPROTO_IP, IP_TOS, bytes, &length) == 0);
    CHECK(length == (room == 0 ? 0 : room < 4 ? 1 : 4) && (room == 0 || bytes[0] == 16) && bytes[length] == 9);
    length = room;
    memset(bytes, 9, sizeof bytes);
    CHECK(getsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, bytes, &length) == 0 && length == (room < 4 ? room : 4));
    CHECK(bytes[length] == 9 || length == 8);
  }
  socklen_t negative = (socklen_t)-1;
  FAILS(getsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, bytes, &negative), EINVAL);
  close(fd);
}

static void texts(void) {
  CHECK(strcmp(strerror(0), "Success") == 0 && strcmp(strerror(ECONNREFUSED), "Connection refused") == 0);
  CHECK(strcmp(strerror(ENOENT), "No such file or directory") == 0 && strcmp(strerror(EAGAIN), "Resource temporarily unavailable") == 0);
  CHECK(strcmp(strerror(EADDRINUSE), "Address already in use") == 0 && strcmp(strerror(EINVAL), "Invalid argument") == 0);
  CHECK(strcmp(strerror(ENOTSOCK), "Socket operation on non-socket") == 0 && strcmp(strerror(ETIMEDOUT), "Connection timed out") == 0);
  CHECK(strcmp(strerror(EOPNOTSUPP), "Operation not supported") == 0 && strcmp(strerror(EPROTO), "Protocol error") == 0);
  CHECK(strcmp(strerror(9999), "Unknown error 9999") == 0);
  char text[100];
  errno = ENOTCONN;
  snprintf(text, sizeof text, "%m");
  CHECK(strcmp(text, "Transport endpoint is not connected") == 0);
}

static void times(void) {
  struct rusage before, after;
  clock_t start = clock();
  CHECK(getrusage(RUSAGE_SELF, &before) == 0);
  poll(NULL, 0, 200);
  usleep(100000);
  // Neither wait is processor time; only what little is computed meanwhile.
  CHECK((clock() - start) * 1000 / CLOCKS_PER_SEC < 200);
  CHECK(getrusage(RUSAGE_SELF, &after) == 0 && after.ru_utime.tv_sec - before.ru_utime.tv_sec <= 1);
  FAILS(getrusage(77, &after), EINVAL);
  volatile unsigned counter = 0;
  start = clock();
  while (clock() - start < CLOCKS_PER_SEC / 100) counter++;
  CHECK(counter > 0);
}

int main(void) {
  lengths();
  texts();
  times();
  return failed;
}
