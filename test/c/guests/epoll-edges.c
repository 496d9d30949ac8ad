// What epoll tells of what happens, and how sets and descriptors of one socket go together: facts that hold on Linux too, where
// the test runs them as well. Exits with the number of those that do not hold.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "check.h"

static int set;
static char buffer[64];

static int control(int operation, int fd, uint32_t events, uint64_t data) {
  struct epoll_event event = {.events = events, .data.u64 = data};
  return epoll_ctl(set, operation, fd, &event);
}

/** What one wait of a set tells, as one number: how many, then data and events of the first. */
static uint64_t told_by(int which, int milliseconds) {
  struct epoll_event events[8];
  int count = epoll_wait(which, events, 8, milliseconds);
  return count <= 0 ? (uint64_t)count : (uint64_t)count << 48 | events[0].data.u64 << 32 | events[0].events;
}

static uint64_t told(int milliseconds) { return told_by(set, milliseconds); }

#define TELLS(count, data, events) ((uint64_t)(count) << 48 | (uint64_t)(data) << 32 | (uint32_t)(events))

/** A connection over loopback. */
static void connection(int pair[2]) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(bind(listener, (struct sockaddr *)&address, length) == 0 && listen(listener, 1) == 0);
  CHECK(getsockname(listener, (struct sockaddr *)&address, &length) == 0);
  pair[0] = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(connect(pair[0], (struct sockaddr *)&address, length) == 0);
  pair[1] = accept(listener, NULL, NULL);
  close(listener);
}

/** How a socket is, once it is so: what the other end has done takes its way. */
static short becomes(int fd, short events) {
  struct pollfd one = {.fd = fd, .events = events};
  return poll(&one, 1, -1) == 1 ? one.revents : -1;
}

static void edges(void) {
  int pair[2];
  connection(pair);
  CHECK(control(EPOLL_CTL_ADD, pair[0], EPOLLIN | EPOLLRDHUP | EPOLLET, 1) == 0 && told(0) == 0);
  // Each arrival is told, whether something was read before or not.
  CHECK(write(pair[1], "a", 1) == 1 && told(-1) == TELLS(1, 1, EPOLLIN) && told(0) == 0);
  CHECK(write(pair[1], "bc", 2) == 2 && told(-1) == TELLS(1, 1, EPOLLIN) && told(0) == 0);
  // What is left is not.
  CHECK(read(pair[0], buffer, 1) == 1 && told(0) == 0);
  CHECK(shutdown(pair[1], SHUT_WR) == 0 && told(-1) == TELLS(1, 1, EPOLLIN | EPOLLRDHUP) && told(0) == 0);
  CHECK(read(pair[0], buffer, 1) == 1 && told(0) == 0);
  // Changing a member tells how it is.
  CHECK(control(EPOLL_CTL_MOD, pair[0], EPOLLIN | EPOLLOUT | EPOLLET, 2) == 0);
  CHECK(told(-1) == TELLS(1, 2, EPOLLIN | EPOLLOUT) && told(0) == 0);
  close(pair[0]), close(pair[1]);
}

/** The end of a stream is told while there is still something to read. */
static void ends(void) {
  int pair[2];
  connection(pair);
  CHECK(control(EPOLL_CTL_ADD, pair[0], EPOLLIN | EPOLLRDHUP, 1) == 0);
  CHECK(write(pair[1], "abc", 3) == 3 && shutdown(pair[1], SHUT_WR) == 0);
  CHECK(becomes(pair[0], POLLRDHUP) == POLLRDHUP);
  CHECK(told(0) == TELLS(1, 1, EPOLLIN | EPOLLRDHUP) && read(pair[0], buffer, 1) == 1);
  CHECK(shutdown(pair[0], SHUT_WR) == 0 && becomes(pair[0], 0) == POLLHUP);
  CHECK(told(0) == TELLS(1, 1, EPOLLIN | EPOLLRDHUP | EPOLLHUP));
  CHECK(control(EPOLL_CTL_MOD, pair[0], 0, 2) == 0 && told(0) == TELLS(1, 2, EPOLLHUP));
  struct pollfd one = {.fd = pair[0], .events = POLLIN};
  CHECK(poll(&one, 1, -1) == 1 && one.revents == (POLLIN | POLLHUP) && read(pair[0], buffer, 3) == 2);
  close(pair[0]), close(pair[1]);

  // A reset.
  connection(pair);
  CHECK(control(EPOLL_CTL_ADD, pair[0], EPOLLIN, 3) == 0);
  const struct linger at_once = {1, 0};
  setsockopt(pair[1], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(pair[1]);
  CHECK(told(-1) == TELLS(1, 3, EPOLLIN | EPOLLERR | EPOLLHUP) && told(0) == TELLS(1, 3, EPOLLIN | EPOLLERR | EPOLLHUP));
  FAILS(read(pair[0], buffer, 1), ECONNRESET);
  CHECK(told(0) == TELLS(1, 3, EPOLLIN | EPOLLHUP));
  close(pair[0]);
}

/** Several descriptors of one socket. */
static void duplicates(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  int copy = dup(pair[0]);
  CHECK(control(EPOLL_CTL_ADD, pair[0], EPOLLIN, 1) == 0);
  FAILS(control(EPOLL_CTL_MOD, copy, EPOLLIN, 2), ENOENT);
  CHECK(control(EPOLL_CTL_ADD, copy, EPOLLIN | EPOLLET, 2) == 0);
  FAILS(control(EPOLL_CTL_ADD, copy, EPOLLIN, 2), EEXIST);
  CHECK(write(pair[1], "a", 1) == 1 && told(-1) >> 48 == 2 && told(0) == TELLS(1, 1, EPOLLIN));
  CHECK(control(EPOLL_CTL_DEL, copy, 0, 0) == 0 && told(0) == TELLS(1, 1, EPOLLIN));

  // It stays a member as long as the socket is open, although nobody can name it any more.
  int number = pair[0];
  close(pair[0]);
  CHECK(told(0) == TELLS(1, 1, EPOLLIN));
  FAILS(control(EPOLL_CTL_DEL, number, 0, 0), EBADF);
  FAILS(control(EPOLL_CTL_DEL, copy, 0, 0), ENOENT);
  int other[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, other);
  CHECK(other[0] == number && control(EPOLL_CTL_ADD, other[0], EPOLLOUT | EPOLLONESHOT, 3) == 0 && told(0) >> 48 == 2);
  CHECK(told(0) == TELLS(1, 1, EPOLLIN));
  close(copy);
  CHECK(told(0) == 0 && control(EPOLL_CTL_MOD, other[0], EPOLLOUT, 4) == 0 && told(0) == TELLS(1, 4, EPOLLOUT));
  close(other[0]), close(other[1]), close(pair[1]);
  CHECK(told(0) == 0);
}

static void nested(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  int inner = epoll_create1(0), innermost = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = 5};
  CHECK(epoll_ctl(innermost, EPOLL_CTL_ADD, pair[0], &event) == 0);
  CHECK(epoll_ctl(inner, EPOLL_CTL_ADD, innermost, &event) == 0);
  CHECK(control(EPOLL_CTL_ADD, inner, EPOLLIN, 1) == 0 && told(0) == 0);
  FAILS(epoll_ctl(innermost, EPOLL_CTL_ADD, set, &event), ELOOP);
  FAILS(epoll_ctl(inner, EPOLL_CTL_ADD, inner, &event), EINVAL);
  FAILS(control(EPOLL_CTL_ADD, innermost, EPOLLIN | EPOLLEXCLUSIVE, 1), EINVAL);
  CHECK(write(pair[1], "a", 1) == 1 && told(-1) == TELLS(1, 1, EPOLLIN) && told_by(innermost, 0) == TELLS(1, 5, EPOLLIN));
  CHECK(becomes(set, POLLIN) == POLLIN);
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(set, &readable);
  CHECK(select(set + 1, &readable, NULL, NULL, NULL) == 1 && FD_ISSET(set, &readable));
  CHECK(read(pair[0], buffer, 1) == 1 && told(0) == 0);
  close(inner);
  CHECK(write(pair[1], "a", 1) == 1 && told(0) == 0 && told_by(innermost, 0) == TELLS(1, 5, EPOLLIN));
  close(innermost), close(pair[0]), close(pair[1]);
}

static void exclusive(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  CHECK(control(EPOLL_CTL_ADD, pair[0], EPOLLIN | EPOLLEXCLUSIVE, 1) == 0);
  FAILS(control(EPOLL_CTL_MOD, pair[0], EPOLLIN, 1), EINVAL);
  FAILS(control(EPOLL_CTL_ADD, pair[1], EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT, 1), EINVAL);
  CHECK(write(pair[1], "a", 1) == 1 && told(-1) == TELLS(1, 1, EPOLLIN));
  close(pair[0]), close(pair[1]);
}

/** EPOLLONESHOT stays silent whatever happens, also about the end. */
static void once(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  CHECK(control(EPOLL_CTL_ADD, pair[0], EPOLLIN | EPOLLONESHOT, 1) == 0 && write(pair[1], "a", 1) == 1);
  CHECK(told(-1) == TELLS(1, 1, EPOLLIN) && write(pair[1], "a", 1) == 1 && told(0) == 0);
  close(pair[1]);
  CHECK(told(0) == 0 && control(EPOLL_CTL_MOD, pair[0], EPOLLOUT | EPOLLONESHOT, 1) == 0);
  CHECK(told(-1) == TELLS(1, 1, EPOLLOUT | EPOLLHUP) && told(0) == 0);
  close(pair[0]);
}

/** Connections that are made, or refused. */
static void connecting(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(bind(listener, (struct sockaddr *)&address, length) == 0);
  CHECK(getsockname(listener, (struct sockaddr *)&address, &length) == 0);
  int client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  CHECK(control(EPOLL_CTL_ADD, client, EPOLLIN | EPOLLOUT | EPOLLET, 1) == 0 && told(0) == TELLS(1, 1, EPOLLOUT | EPOLLHUP));
  FAILS(connect(client, (struct sockaddr *)&address, length), EINPROGRESS);
  CHECK(told(-1) == TELLS(1, 1, EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP));
  int error;
  socklen_t size = sizeof error;
  CHECK(getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == ECONNREFUSED);
  CHECK(listen(listener, 2) == 0);
  close(client);
  client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  FAILS(connect(client, (struct sockaddr *)&address, length), EINPROGRESS);
  CHECK(control(EPOLL_CTL_ADD, client, EPOLLIN | EPOLLOUT | EPOLLET, 2) == 0 && becomes(client, POLLOUT) == POLLOUT);
  CHECK(told(-1) == TELLS(1, 2, EPOLLOUT) && told(0) == 0);
  CHECK(control(EPOLL_CTL_ADD, listener, EPOLLIN, 3) == 0 && told(-1) == TELLS(1, 3, EPOLLIN));
  close(listener), close(client);
}

/** More members than are told at once, each in its turn. */
static void turns(void) {
  enum { MEMBERS = 40 };
  int fds[MEMBERS], others[MEMBERS], seen[MEMBERS] = {0};
  for (int i = 0; i < MEMBERS; i++) {
    int pair[2];
    socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
    fds[i] = pair[0], others[i] = pair[1];
    CHECK(control(EPOLL_CTL_ADD, fds[i], EPOLLIN, (uint64_t)i) == 0 && write(others[i], "a", 1) == 1);
  }
  for (int round = 0; round < MEMBERS / 4; round++) {
    struct epoll_event events[4];
    CHECK(epoll_wait(set, events, 4, 0) == 4);
    for (int i = 0; i < 4; i++) seen[events[i].data.u64]++;
  }
  for (int i = 0; i < MEMBERS; i++) {
    CHECK(seen[i] == 1);
    close(fds[i]), close(others[i]);
  }
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  set = epoll_create1(0);
  edges();
  ends();
  duplicates();
  nested();
  exclusive();
  once();
  connecting();
  turns();
  CHECK(told(2) == 0);
  const struct timespec brief = {0, 1000};
  CHECK(epoll_pwait2(set, &(struct epoll_event){0}, 1, &brief, NULL) == 0);
  return failed;
}
