// What goes with datagrams, and what dissolves a connection: facts that hold on Linux too, where the test runs them as well.
// Exits with the number of those that do not hold.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/errqueue.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdlib.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#include "check.h"

static const struct sockaddr nowhere = {.sa_family = AF_UNSPEC};

static int udp(struct sockaddr_in *address) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof *address;
  CHECK(bind(fd, (struct sockaddr *)address, length) == 0);
  CHECK(getsockname(fd, (struct sockaddr *)address, &length) == 0);
  return fd;
}

static int port_of(int fd) {
  struct sockaddr_in address = {0};
  socklen_t length = sizeof address;
  CHECK(getsockname(fd, (struct sockaddr *)&address, &length) == 0);
  return ntohs(address.sin_port);
}

static int without_peer(int fd) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  return getpeername(fd, (struct sockaddr *)&address, &length) == -1 && errno == ENOTCONN;
}

static void dissolved(void) {
  struct sockaddr_in first, second;
  int one = udp(&first), two = udp(&second), client = socket(AF_INET, SOCK_DGRAM, 0);
  char byte;
  CHECK(connect(client, &nowhere, sizeof nowhere) == 0);
  CHECK(connect(client, (struct sockaddr *)&first, sizeof first) == 0 && port_of(client) != 0);
  CHECK(send(client, "a", 1, 0) == 1 && recv(one, &byte, 1, 0) == 1);
  CHECK(connect(client, &nowhere, sizeof nowhere) == 0 && without_peer(client) && port_of(client) == 0);
  FAILS(send(client, "a", 1, 0), EDESTADDRREQ);
  CHECK(sendto(client, "b", 1, 0, (struct sockaddr *)&second, sizeof second) == 1 && recv(two, &byte, 1, 0) == 1);
  CHECK(connect(client, (struct sockaddr *)&second, sizeof second) == 0 && send(client, "c", 1, 0) == 1);
  CHECK(recv(two, &byte, 1, 0) == 1 && byte == 'c');
  close(client);

  // One that was bound to a port keeps it.
  CHECK(connect(one, (struct sockaddr *)&second, sizeof second) == 0);
  close(two);
  int port = port_of(one);
  CHECK(connect(one, &nowhere, sizeof(sa_family_t)) == 0 && without_peer(one) && (port_of(one) == port || port_of(one) == 0));
  FAILS(connect(one, &nowhere, 1), EINVAL);
  close(one);

  // TCP: the connection is aborted, and the socket can be used again.
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(bind(listener, (struct sockaddr *)&address, length) == 0 && listen(listener, 2) == 0);
  CHECK(getsockname(listener, (struct sockaddr *)&address, &length) == 0);
  client = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(connect(client, (struct sockaddr *)&address, length) == 0);
  int accepted = accept(listener, NULL, NULL);
  FAILS(connect(client, (struct sockaddr *)&address, length), EISCONN);
  CHECK(connect(client, &nowhere, sizeof nowhere) == 0 && without_peer(client));
  FAILS(recv(accepted, &byte, 1, 0), ECONNRESET);
  close(accepted);
  CHECK(connect(client, (struct sockaddr *)&address, length) == 0);
  accepted = accept(listener, NULL, NULL);
  CHECK(send(client, "d", 1, 0) == 1 && recv(accepted, &byte, 1, 0) == 1 && byte == 'd');
  close(accepted), close(client), close(listener);

  // Unix sockets: datagrams have their peer no more, streams keep it.
  int pair[2];
  socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
  CHECK(connect(pair[0], &nowhere, sizeof nowhere) == 0 && without_peer(pair[0]));
  FAILS(send(pair[0], "a", 1, 0), ENOTCONN);
  close(pair[0]), close(pair[1]);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  FAILS(connect(pair[0], &nowhere, sizeof nowhere), EINVAL);
  CHECK(send(pair[0], "e", 1, 0) == 1);
  close(pair[0]), close(pair[1]);
}

static void on(int fd, int level, int option) {
  CHECK(setsockopt(fd, level, option, &(int){1}, sizeof(int)) == 0);
}

/** A message of one byte, with a control message. */
static ssize_t sent(int fd, const struct sockaddr_in *to, int level, int type, const void *data, size_t length) {
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(64)] = {0};
  char byte = 'x';
  struct iovec part = {&byte, 1};
  struct msghdr message = {
    .msg_name = (void *)to, .msg_namelen = to == NULL ? 0 : sizeof *to, .msg_iov = &part, .msg_iovlen = 1,
    .msg_control = control, .msg_controllen = CMSG_SPACE(length),
  };
  struct cmsghdr *cmsg = CMSG_FIRSTHDR(&message);
  cmsg->cmsg_level = level, cmsg->cmsg_type = type, cmsg->cmsg_len = CMSG_LEN(length);
  memcpy(CMSG_DATA(cmsg), data, length);
  return sendmsg(fd, &message, 0);
}

/** The data of a control message of the next message; its length, -1 if there is none. */
static int received(int fd, int flags, int level, int type, void *data, size_t room) {
  _Alignas(struct cmsghdr) char control[512];
  char bytes[64];
  struct iovec part = {bytes, sizeof bytes};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  if (recvmsg(fd, &message, flags) < 0) return -1;
  CHECK((message.msg_flags & MSG_CTRUNC) == 0);
  for (struct cmsghdr *cmsg = CMSG_FIRSTHDR(&message); cmsg != NULL; cmsg = CMSG_NXTHDR(&message, cmsg)) {
    if (cmsg->cmsg_level != level || cmsg->cmsg_type != type) continue;
    int length = (int)(cmsg->cmsg_len - CMSG_LEN(0));
    memcpy(data, CMSG_DATA(cmsg), (size_t)length < room ? (size_t)length : room);
    return length;
  }
  return -1;
}

static void information(void) {
  struct sockaddr_in here, there;
  int from = udp(&here), to = udp(&there);
  on(to, IPPROTO_IP, IP_PKTINFO), on(to, IPPROTO_IP, IP_RECVTTL), on(to, IPPROTO_IP, IP_RECVTOS);
  struct in_pktinfo info = {.ipi_spec_dst.s_addr = htonl(INADDR_LOOPBACK)}, got = {0};
  CHECK(sent(from, &there, IPPROTO_IP, IP_PKTINFO, &info, sizeof info) == 1);
  CHECK(received(to, 0, IPPROTO_IP, IP_PKTINFO, &got, sizeof got) == sizeof got);
  CHECK(got.ipi_ifindex > 0 && ntohl(got.ipi_addr.s_addr) == INADDR_LOOPBACK && ntohl(got.ipi_spec_dst.s_addr) == INADDR_LOOPBACK);
  info = (struct in_pktinfo){.ipi_ifindex = got.ipi_ifindex, .ipi_spec_dst.s_addr = htonl(0x7f000002)};
  CHECK(sent(from, &there, IPPROTO_IP, IP_PKTINFO, &info, sizeof info) == 1);
  CHECK(received(to, 0, IPPROTO_IP, IP_PKTINFO, &got, sizeof got) == sizeof got);
  FAILS(sent(from, &there, IPPROTO_IP, IP_PKTINFO, &info, 4), EINVAL);
  FAILS(sent(from, &there, IPPROTO_IP, 99, &info, 4), EINVAL);

  unsigned char byte = 0;
  int number = 33;
  CHECK(sent(from, &there, IPPROTO_IP, IP_TTL, &number, sizeof number) == 1);
  number = 0;
  CHECK(received(to, 0, IPPROTO_IP, IP_TTL, &number, sizeof number) == sizeof number && number == 33);
  number = 0x10;
  CHECK(sent(from, &there, IPPROTO_IP, IP_TOS, &number, sizeof number) == 1);
  CHECK(received(to, 0, IPPROTO_IP, IP_TOS, &byte, 1) == 1 && byte == 0x10);
  byte = 0x20;
  CHECK(sent(from, &there, IPPROTO_IP, IP_TOS, &byte, 1) == 1);
  CHECK(received(to, 0, IPPROTO_IP, IP_TOS, &byte, 1) == 1 && byte == 0x20);

  uint16_t segment = 1;
  CHECK(sent(from, &there, IPPROTO_UDP, UDP_SEGMENT, &segment, sizeof segment) == 1);
  CHECK(received(to, 0, IPPROTO_IP, IP_TTL, &number, sizeof number) == sizeof number);

  // The time of its arrival.
  struct timeval time = {0};
  struct timespec precise = {0}, now;
  on(to, SOL_SOCKET, SO_TIMESTAMP);
  CHECK(sendto(from, "a", 1, 0, (struct sockaddr *)&there, sizeof there) == 1);
  CHECK(received(to, 0, SOL_SOCKET, SCM_TIMESTAMP, &time, sizeof time) == sizeof time);
  clock_gettime(CLOCK_REALTIME, &now);
  CHECK(time.tv_sec > now.tv_sec - 60 && time.tv_sec <= now.tv_sec && time.tv_usec < 1000000);
  on(to, SOL_SOCKET, SO_TIMESTAMPNS);
  CHECK(sendto(from, "a", 1, 0, (struct sockaddr *)&there, sizeof there) == 1);
  CHECK(received(to, 0, SOL_SOCKET, SCM_TIMESTAMPNS, &precise, sizeof precise) == sizeof precise);
  CHECK(precise.tv_sec > now.tv_sec - 60 && precise.tv_nsec < 1000000000);

  int mtu;
  socklen_t length = sizeof mtu;
  FAILS(getsockopt(from, IPPROTO_IP, IP_MTU, &mtu, &length), ENOTCONN);
  CHECK(connect(from, (struct sockaddr *)&there, sizeof there) == 0);
  CHECK(getsockopt(from, IPPROTO_IP, IP_MTU, &mtu, &length) == 0 && mtu >= 1280);
  close(from);

  // A report about a port where nobody listens.
  from = udp(&here);
  on(from, IPPROTO_IP, IP_RECVERR);
  close(to);
  CHECK(connect(from, (struct sockaddr *)&there, sizeof there) == 0 && send(from, "abc", 3, 0) == 3);
  struct pollfd one = {.fd = from, .events = 0};
  CHECK(poll(&one, 1, -1) == 1 && one.revents == POLLERR);
  struct { struct sock_extended_err report; struct sockaddr_in offender; } report;
  CHECK(received(from, MSG_ERRQUEUE, IPPROTO_IP, IP_RECVERR, &report, sizeof report) == sizeof report);
  CHECK(report.report.ee_errno == ECONNREFUSED && report.report.ee_origin == SO_EE_ORIGIN_ICMP);
  CHECK(report.report.ee_type == 3 && report.report.ee_code == 3 && report.offender.sin_family == AF_INET);
  CHECK(ntohl(((struct sockaddr_in *)SO_EE_OFFENDER(&report.report))->sin_addr.s_addr) == INADDR_LOOPBACK);
  FAILS(received(from, MSG_ERRQUEUE, IPPROTO_IP, IP_RECVERR, &report, sizeof report), EAGAIN);
  close(from);
}

static void information6(void) {
  struct sockaddr_in6 here = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  socklen_t length = sizeof here;
  int fd = socket(AF_INET6, SOCK_DGRAM, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&here, length) < 0) return;
  CHECK(getsockname(fd, (struct sockaddr *)&here, &length) == 0 && connect(fd, (struct sockaddr *)&here, length) == 0);
  on(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO);
  struct in6_pktinfo info = {.ipi6_addr = IN6ADDR_LOOPBACK_INIT}, got = {0};
  CHECK(sent(fd, NULL, IPPROTO_IPV6, IPV6_PKTINFO, &info, sizeof info) == 1);
  CHECK(received(fd, 0, IPPROTO_IPV6, IPV6_PKTINFO, &got, sizeof got) == sizeof got);
  CHECK(IN6_IS_ADDR_LOOPBACK(&got.ipi6_addr) && got.ipi6_ifindex > 0);
  close(fd);
}

static void state(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  struct tcp_info info;
  socklen_t length = sizeof info;
  CHECK(getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 && length == sizeof info && info.tcpi_state == TCP_CLOSE);
  CHECK(listen(fd, 1) == 0 && getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 && info.tcpi_state == TCP_LISTEN);
  length = 1;
  CHECK(getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 && length == 1);
  close(fd);
}

int main(void) {
  dissolved();
  information();
  information6();
  state();
  return failed;
}
