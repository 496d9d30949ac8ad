#include "probe.h"

#include <stddef.h>
#include <time.h>

const char *directory = "";

/** Names of the errnos that come of probes. */
static const char *name_of(int error) {
  static char unknown[16];
#define CASE(name) case name: return #name;
  switch (error) {
    CASE(EPERM) CASE(ENOENT) CASE(EIO) CASE(EBADF) CASE(EAGAIN) CASE(EACCES) CASE(EINVAL) CASE(EMFILE) CASE(EPIPE)
    CASE(ENODEV) CASE(ENOSYS) CASE(ENOTSOCK) CASE(EDESTADDRREQ) CASE(EMSGSIZE) CASE(EPROTOTYPE) CASE(ENOPROTOOPT)
    CASE(EPROTONOSUPPORT) CASE(EOPNOTSUPP) CASE(EAFNOSUPPORT) CASE(EADDRINUSE) CASE(EADDRNOTAVAIL) CASE(ENETUNREACH)
    CASE(ECONNABORTED) CASE(ECONNRESET) CASE(ENOBUFS) CASE(EISCONN) CASE(ENOTCONN) CASE(ETIMEDOUT) CASE(ECONNREFUSED)
    CASE(EHOSTUNREACH) CASE(EALREADY) CASE(EINPROGRESS)
  }
  snprintf(unknown, sizeof unknown, "errno %d", error);
  return unknown;
}

void probe(const char *feature, int (*run)(int argument), int argument) {
  int outcome = run(argument);
  printf("%s\t%s\n", feature, outcome == YES ? "yes" : outcome == NO ? "no" : name_of(outcome));
}

int failure(void) {
  return errno == 0 ? NO : errno;
}

int fails(long result, int expected) {
  if (result != -1) return NO;
  return errno == expected ? YES : failure();
}

struct address loopback(int domain, int port) {
  struct address address = {0};
  if (domain == AF_INET6) {
    *(struct sockaddr_in6 *)&address.name =
      (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT, .sin6_port = htons(port)};
    address.length = sizeof(struct sockaddr_in6);
  } else {
    *(struct sockaddr_in *)&address.name =
      (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(port)};
    address.length = sizeof(struct sockaddr_in);
  }
  return address;
}

struct address named(const char *path) {
  struct address address = {0};
  struct sockaddr_un *local = (struct sockaddr_un *)&address.name;
  // An abstract name begins with a zero byte, which `path` has as an @.
  bool is_abstract = path[0] == '@';
  local->sun_family = AF_UNIX;
  snprintf(local->sun_path, sizeof local->sun_path, "%s%s", is_abstract ? "" : directory, path);
  size_t length = strlen(local->sun_path) + (is_abstract ? 0 : 1);
  address.length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
  if (is_abstract) local->sun_path[0] = 0;
  return address;
}

void be_patient(int fd) {
  struct timeval patience = {2, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

int create(int domain, int type, int protocol) {
  int fd = socket(domain, type, protocol);
  if (fd >= 0) be_patient(fd);
  return fd;
}

int bound(int domain, int type) {
  struct address address = loopback(domain, 0);
  int fd = create(domain, type, 0);
  return fd == -1 || bind(fd, NAME(address), address.length) == -1 ? -1 : fd;
}

int listening(int domain) {
  int fd = bound(domain, SOCK_STREAM);
  return fd == -1 || listen(fd, 8) == -1 ? -1 : fd;
}

int port_of(int fd) {
  struct address address = {.length = sizeof address.name};
  if (getsockname(fd, NAME(address), &address.length) == -1) return 0;
  // Both families have it in the same place.
  return ntohs(((struct sockaddr_in *)&address.name)->sin_port);
}

int connect_to(int server, int domain) {
  struct address address = loopback(domain, port_of(server));
  int fd = create(domain, SOCK_STREAM, 0);
  return fd == -1 || connect(fd, NAME(address), address.length) == -1 ? -1 : fd;
}

int connected(int domain, int pair[2]) {
  int server = listening(domain);
  if (server == -1 || (pair[0] = connect_to(server, domain)) == -1) return -1;
  pair[1] = accept(server, NULL, NULL);
  if (pair[1] >= 0) be_patient(pair[1]);
  close(server);
  return pair[1] == -1 ? -1 : 0;
}

int datagrams(int domain, int pair[2]) {
  pair[0] = bound(domain, SOCK_DGRAM);
  pair[1] = bound(domain, SOCK_DGRAM);
  return pair[0] == -1 || pair[1] == -1 ? -1 : 0;
}

int talk(int one, int other) {
  char buffer[16];
  TRY(send(one, "question", 8, 0));
  ssize_t length = recv(other, buffer, sizeof buffer, 0);
  TRY(length);
  SAME(length == 8 && memcmp(buffer, "question", 8) == 0);
  TRY(send(other, "answer", 6, 0));
  TRY(length = recv(one, buffer, sizeof buffer, 0));
  SAME(length == 6 && memcmp(buffer, "answer", 6) == 0);
  return YES;
}

double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}
