/* `options`: sets each option that wasi-libc has for TCP and UDP sockets, and prints what it then reads back. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

static void set(const char *name, int fd, int level, int option, int value) {
  socklen_t length = sizeof value;
  printf("%s: ", name);
  if (setsockopt(fd, level, option, &value, length) < 0) {
    printf("set: %s\n", strerror(errno));
    return;
  }
  value = -1;
  if (getsockopt(fd, level, option, &value, &length) < 0) printf("get: %s\n", strerror(errno));
  else printf("%d\n", value);
}

#define SET(fd, level, option, value) set(#option, fd, level, option, value)

int main(void) {
  int tcp = socket(AF_INET, SOCK_STREAM, 0), udp = socket(AF_INET6, SOCK_DGRAM, 0);
  SET(tcp, SOL_SOCKET, SO_KEEPALIVE, 1);
  SET(tcp, IPPROTO_TCP, TCP_KEEPIDLE, 77);
  SET(tcp, IPPROTO_TCP, TCP_KEEPINTVL, 7);
  SET(tcp, IPPROTO_TCP, TCP_KEEPCNT, 5);
  SET(tcp, IPPROTO_TCP, TCP_NODELAY, 1);
  SET(tcp, IPPROTO_IP, IP_TTL, 33);
  SET(tcp, SOL_SOCKET, SO_REUSEADDR, 1);
  SET(tcp, SOL_SOCKET, SO_RCVBUF, 65536);
  SET(tcp, SOL_SOCKET, SO_SNDBUF, 65536);
  SET(udp, IPPROTO_IPV6, IPV6_UNICAST_HOPS, 44);
  SET(udp, IPPROTO_IPV6, IPV6_V6ONLY, 1);
  SET(udp, SOL_SOCKET, SO_RCVBUF, 65536);
  int type = -1, error = -1;
  socklen_t length = sizeof type;
  getsockopt(udp, SOL_SOCKET, SO_TYPE, &type, &length);
  getsockopt(tcp, SOL_SOCKET, SO_ERROR, &error, &length);
  printf("type %d, error %d\n", type == SOCK_DGRAM, error);
  return 0;
}
