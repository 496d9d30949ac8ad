// What poll, FIONREAD and their like tell of sockets: facts that hold on Linux too, where the test runs them as well.
// Exits with the number of those that do not hold.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "check.h"

static char buffer[100000];

/** What poll tells at once. */
static int polled(int fd, short events) {
  struct pollfd entry = {fd, events, 0};
  int ready = poll(&entry, 1, 0);
  CHECK(ready == (entry.revents != 0));
  return entry.revents;
}

/** What poll tells when there is something. */
static int waited(int fd, short events) {
  struct pollfd entry = {fd, events, 0};
  CHECK(poll(&entry, 1, -1) == 1);
  return entry.revents;
}

static int error_of(int fd) {
  int error = -1;
  socklen_t length = sizeof error;
  CHECK(getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) == 0);
  return error;
}

static int available(int fd) {
  int count = -1;
  CHECK(ioctl(fd, FIONREAD, &count) == 0);
  return count;
}

static struct sockaddr_in loopback(void) {
  return (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

/** A socket of the system's choice of port, and its address. */
static int bound(int type, struct sockaddr_in *address) {
  *address = loopback();
  socklen_t length = sizeof *address;
  int fd = socket(AF_INET, type, 0);
  CHECK(bind(fd, (struct sockaddr *)address, length) == 0);
  CHECK(getsockname(fd, (struct sockaddr *)address, &length) == 0);
  return fd;
}

/** Two connected sockets of TCP. */
static void connected(int pair[2]) {
  struct sockaddr_in address;
  int listener = bound(SOCK_STREAM, &address);
  CHECK(listen(listener, 1) == 0);
  pair[0] = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(polled(listener, POLLIN) == 0 && connect(pair[0], (struct sockaddr *)&address, sizeof address) == 0);
  CHECK(waited(listener, POLLIN | POLLRDNORM) == (POLLIN | POLLRDNORM));
  pair[1] = accept(listener, NULL, NULL);
  close(listener);
}

static void local_streams(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  CHECK(polled(pair[0], POLLIN) == 0 && polled(pair[0], 0) == 0 && polled(pair[0], POLLIN | POLLOUT) == POLLOUT);
  CHECK(available(pair[0]) == 0);
  write(pair[1], "abc", 3);
  CHECK(polled(pair[0], POLLIN | POLLRDHUP) == POLLIN && polled(pair[0], 0) == 0 && polled(pair[0], POLLRDHUP) == 0);
  CHECK(available(pair[0]) == 3 && read(pair[0], buffer, 2) == 2 && available(pair[0]) == 1);
  CHECK(write(pair[1], buffer, sizeof buffer) == sizeof buffer && available(pair[0]) == 1 + (int)sizeof buffer);
  CHECK(recv(pair[0], buffer, sizeof buffer, MSG_WAITALL) == sizeof buffer && read(pair[0], buffer, 9) == 1);

  // One direction ends, then the other.
  CHECK(shutdown(pair[1], SHUT_WR) == 0);
  CHECK(polled(pair[0], POLLIN) == POLLIN && polled(pair[0], POLLIN | POLLRDHUP) == (POLLIN | POLLRDHUP));
  CHECK(polled(pair[0], 0) == 0 && polled(pair[1], POLLIN) == 0);
  CHECK(shutdown(pair[0], SHUT_WR) == 0);
  CHECK(polled(pair[0], POLLIN) == (POLLIN | POLLHUP) && polled(pair[0], 0) == POLLHUP);
  close(pair[0]), close(pair[1]);

  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  close(pair[1]);
  CHECK(waited(pair[0], POLLIN | POLLOUT) == (POLLIN | POLLOUT | POLLHUP) && waited(pair[0], 0) == POLLHUP);
  close(pair[0]);
  int lonely = socket(AF_UNIX, SOCK_STREAM, 0);
  CHECK(polled(lonely, POLLIN | POLLOUT) == (POLLOUT | POLLHUP));
  close(lonely);
}

static void tcp_ends(void) {
  int pair[2];
  connected(pair);
  CHECK(polled(pair[0], POLLIN | POLLRDHUP) == 0);
  close(pair[1]);
  CHECK(waited(pair[0], POLLIN | POLLRDHUP) == (POLLIN | POLLRDHUP) && polled(pair[0], POLLIN) == POLLIN);
  CHECK(available(pair[0]) == 0 && polled(pair[0], POLLRDHUP) == POLLRDHUP && read(pair[0], buffer, 1) == 0);
  close(pair[0]);
  int lonely = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(polled(lonely, POLLIN | POLLOUT) == (POLLOUT | POLLHUP));
  close(lonely);
}

static void tcp_resets(void) {
  int pair[2];
  int all = POLLIN | POLLERR | POLLHUP;
  struct linger at_once = {1, 0};
  for (int way = 0; way < 4; way++) {
    connected(pair);
    setsockopt(pair[1], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(pair[1]);
    // The error is told once, whoever asks first.
    CHECK(waited(pair[0], POLLIN) == all && waited(pair[0], POLLIN) == all);
    CHECK(polled(pair[0], 0) == (POLLERR | POLLHUP));
    fd_set readable, writable;
    FD_ZERO(&readable);
    FD_SET(pair[0], &readable);
    writable = readable;
    CHECK(select(pair[0] + 1, &readable, &writable, NULL, NULL) == 2);
    if (way == 0) FAILS(read(pair[0], buffer, 1), ECONNRESET);
    if (way == 1) FAILS(write(pair[0], buffer, 1), ECONNRESET);
    if (way == 2) CHECK(error_of(pair[0]) == ECONNRESET);
    if (way == 3) CHECK(available(pair[0]) == 0 && error_of(pair[0]) == ECONNRESET);
    CHECK(error_of(pair[0]) == 0 && read(pair[0], buffer, 1) == 0);
    FAILS(write(pair[0], buffer, 1), EPIPE);
    close(pair[0]);
  }
}

static void refusals(void) {
  struct sockaddr_in address;
  int nobody = bound(SOCK_STREAM, &address);
  for (int way = 0; way < 2; way++) {
    int client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    FAILS(connect(client, (struct sockaddr *)&address, sizeof address), EINPROGRESS);
    CHECK(waited(client, POLLOUT) == (POLLOUT | POLLERR | POLLHUP));
    if (way == 0) CHECK(error_of(client) == ECONNREFUSED && error_of(client) == 0);
    else FAILS(connect(client, (struct sockaddr *)&address, sizeof address), ECONNREFUSED);
    close(client);
  }
  close(nobody);

  int gone = bound(SOCK_DGRAM, &address);
  close(gone);
  int sender = socket(AF_INET, SOCK_DGRAM, 0);
  CHECK(connect(sender, (struct sockaddr *)&address, sizeof address) == 0 && send(sender, "x", 1, 0) == 1);
  CHECK(waited(sender, POLLIN) == POLLERR && waited(sender, POLLIN | POLLOUT) == (POLLOUT | POLLERR));
  FAILS(recv(sender, buffer, 1, MSG_DONTWAIT), ECONNREFUSED);
  CHECK(polled(sender, POLLIN) == 0);
  close(sender);
}

static void several_messages(void) {
  struct sockaddr_in address;
  int receiver = bound(SOCK_DGRAM, &address);
  int sender = socket(AF_INET, SOCK_DGRAM, 0);
  connect(sender, (struct sockaddr *)&address, sizeof address);
  struct iovec parts[] = {{"one", 3}, {"three", 5}, {"", 0}};
  struct mmsghdr messages[3];
  memset(messages, 0, sizeof messages);
  for (int i = 0; i < 3; i++) messages[i].msg_hdr.msg_iov = &parts[i], messages[i].msg_hdr.msg_iovlen = 1;
  CHECK(sendmmsg(sender, messages, 3, 0) == 3 && messages[0].msg_len == 3 && messages[1].msg_len == 5);
  CHECK(waited(receiver, POLLIN) == POLLIN && available(receiver) == 3);

  char texts[4][8];
  struct mmsghdr received[4];
  struct iovec rooms[4];
  memset(received, 0, sizeof received);
  for (int i = 0; i < 4; i++) {
    rooms[i] = (struct iovec){texts[i], 8};
    received[i].msg_hdr.msg_iov = &rooms[i], received[i].msg_hdr.msg_iovlen = 1;
  }
  CHECK(recvmmsg(receiver, received, 4, MSG_WAITFORONE, NULL) == 3);
  CHECK(received[1].msg_len == 5 && memcmp(texts[1], "three", 5) == 0 && received[2].msg_len == 0);
  FAILS(recvmmsg(receiver, received, 4, MSG_DONTWAIT, NULL), EAGAIN);
  CHECK(available(receiver) == 0);

  // An empty message is one.
  CHECK(send(sender, "", 0, 0) == 0 && waited(receiver, POLLIN) == POLLIN && available(receiver) == 0);
  struct timespec none = {0, 0};
  struct pollfd entry = {receiver, POLLIN, 0};
  CHECK(ppoll(&entry, 1, &none, NULL) == 1 && recv(receiver, buffer, 1, 0) == 0 && ppoll(&entry, 1, &none, NULL) == 0);
  close(receiver), close(sender);
}

static void listeners(void) {
  struct sockaddr_in address;
  int count;
  int listener = bound(SOCK_STREAM, &address);
  listen(listener, 1);
  FAILS(ioctl(listener, FIONREAD, &count), EINVAL);
  FAILS(ioctl(99, FIONREAD, &count), EBADF);
  close(listener);
}

static void errors(void) {
  FAILS(socket(AF_INET, SOCK_RDM, 0), ESOCKTNOSUPPORT);
  CHECK(strcmp(strerror(ESOCKTNOSUPPORT), "Socket type not supported") == 0);
  CHECK(strcmp(strerror(ESHUTDOWN), "Cannot send after transport endpoint shutdown") == 0);
}

static void groups(void) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  struct ip_mreqn interface = {.imr_ifindex = 1};
  struct in_addr any = {0};
  CHECK(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &interface, sizeof interface) == 0);
  CHECK(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &any, sizeof any) == 0);
  FAILS(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &any, 1), EINVAL);

  struct group_req request = {.gr_interface = 1};
  struct sockaddr_in *group = (struct sockaddr_in *)&request.gr_group;
  group->sin_family = AF_INET;
  inet_pton(AF_INET, "239.1.2.3", &group->sin_addr);
  CHECK(setsockopt(fd, IPPROTO_IP, MCAST_JOIN_GROUP, &request, sizeof request) == 0);
  FAILS(setsockopt(fd, IPPROTO_IP, MCAST_JOIN_GROUP, &request, sizeof request), EADDRINUSE);
  CHECK(setsockopt(fd, IPPROTO_IP, MCAST_LEAVE_GROUP, &request, sizeof request) == 0);
  FAILS(setsockopt(fd, IPPROTO_IP, MCAST_LEAVE_GROUP, &request, sizeof request), EADDRNOTAVAIL);
  struct group_source_req source = {.gsr_interface = 1, .gsr_group = request.gr_group};
  struct sockaddr_in *sender = (struct sockaddr_in *)&source.gsr_source;
  *sender = loopback();
  CHECK(setsockopt(fd, IPPROTO_IP, MCAST_JOIN_SOURCE_GROUP, &source, sizeof source) == 0);
  CHECK(setsockopt(fd, IPPROTO_IP, MCAST_LEAVE_SOURCE_GROUP, &source, sizeof source) == 0);
  FAILS(setsockopt(fd, IPPROTO_IP, MCAST_JOIN_GROUP, &request, 4), EINVAL);
  close(fd);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  local_streams();
  tcp_ends();
  tcp_resets();
  refusals();
  several_messages();
  listeners();
  errors();
  groups();
  return failed;
}
