// As guests/options.ts.
#include "probe.h"

/** An option that is a number: set, and read back. */
struct number {
  const char *feature;
  int domain, type, level, option, value;
};

static const struct number NUMBERS[] = {
  {"so-reuseaddr", AF_INET, SOCK_STREAM, SOL_SOCKET, SO_REUSEADDR, 1},
  {"so-keepalive", AF_INET, SOCK_STREAM, SOL_SOCKET, SO_KEEPALIVE, 1},
  {"so-oobinline", AF_INET, SOCK_STREAM, SOL_SOCKET, SO_OOBINLINE, 1},
  {"so-dontroute", AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_DONTROUTE, 1},
  {"so-priority", AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_PRIORITY, 3},
  {"so-incoming-cpu", AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_INCOMING_CPU, 0},
  {"so-zerocopy", AF_INET, SOCK_STREAM, SOL_SOCKET, SO_ZEROCOPY, 1},
  {"so-mark", AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_MARK, 7},
  {"so-debug", AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_DEBUG, 1},
  {"so-busy-poll", AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_BUSY_POLL, 50},
  {"tcp-nodelay", AF_INET, SOCK_STREAM, SOL_TCP, TCP_NODELAY, 1},
  {"tcp-keepidle", AF_INET, SOCK_STREAM, SOL_TCP, TCP_KEEPIDLE, 33},
  {"tcp-keepintvl", AF_INET, SOCK_STREAM, SOL_TCP, TCP_KEEPINTVL, 11},
  {"tcp-keepcnt", AF_INET, SOCK_STREAM, SOL_TCP, TCP_KEEPCNT, 5},
  {"tcp-maxseg", AF_INET, SOCK_STREAM, SOL_TCP, TCP_MAXSEG, 1000},
  {"tcp-cork", AF_INET, SOCK_STREAM, SOL_TCP, TCP_CORK, 1},
  {"tcp-syncnt", AF_INET, SOCK_STREAM, SOL_TCP, TCP_SYNCNT, 3},
  {"tcp-defer-accept", AF_INET, SOCK_STREAM, SOL_TCP, TCP_DEFER_ACCEPT, 1},
  {"tcp-quickack", AF_INET, SOCK_STREAM, SOL_TCP, TCP_QUICKACK, 0},
  {"tcp-user-timeout", AF_INET, SOCK_STREAM, SOL_TCP, TCP_USER_TIMEOUT, 5000},
  {"tcp-notsent-lowat", AF_INET, SOCK_STREAM, SOL_TCP, TCP_NOTSENT_LOWAT, 4096},
  {"udp-segment-option", AF_INET, SOCK_DGRAM, SOL_UDP, UDP_SEGMENT, 100},
  {"ip-ttl", AF_INET, SOCK_STREAM, IPPROTO_IP, IP_TTL, 9},
  {"ip-ttl-datagram", AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_TTL, 9},
  {"ip-tos", AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_TOS, 16},
  {"ip-mtu-discover", AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_MTU_DISCOVER, 2},
  {"ip-bind-address-no-port", AF_INET, SOCK_STREAM, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1},
  {"ip-transparent", AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_TRANSPARENT, 1},
  {"ipv6-unicast-hops", AF_INET6, SOCK_STREAM, IPPROTO_IPV6, IPV6_UNICAST_HOPS, 9},
  {"ipv6-tclass", AF_INET6, SOCK_DGRAM, IPPROTO_IPV6, IPV6_TCLASS, 16},
  {"ipv6-v6only", AF_INET6, SOCK_STREAM, IPPROTO_IPV6, IPV6_V6ONLY, 1},
};

static int set(int fd, int level, int option, int value) {
  return setsockopt(fd, level, option, &value, sizeof value);
}

static int has(int fd, int level, int option, int value) {
  int found = -1;
  socklen_t length = sizeof found;
  TRY(getsockopt(fd, level, option, &found, &length));
  SAME(found == value);
  return YES;
}

static int number(int index) {
  const struct number *row = &NUMBERS[index];
  int fd;
  TRY(fd = create(row->domain, row->type, 0));
  TRY(set(fd, row->level, row->option, row->value));
  return has(fd, row->level, row->option, row->value);
}

static int identity(int domain) {
  int fd;
  TRY(fd = create(domain, SOCK_DGRAM, 0));
  PASS(has(fd, SOL_SOCKET, SO_TYPE, SOCK_DGRAM));
  PASS(has(fd, SOL_SOCKET, SO_DOMAIN, domain));
  return has(fd, SOL_SOCKET, SO_PROTOCOL, IPPROTO_UDP);
}

static int error(int domain) {
  int fd;
  TRY(fd = create(domain, SOCK_STREAM, 0));
  return has(fd, SOL_SOCKET, SO_ERROR, 0);
}

static int accepts(int domain) {
  int server, other;
  TRY(server = listening(domain));
  TRY(other = create(domain, SOCK_STREAM, 0));
  PASS(has(server, SOL_SOCKET, SO_ACCEPTCONN, 1));
  return has(other, SOL_SOCKET, SO_ACCEPTCONN, 0);
}

/** Two sockets at one port. */
static int reuse_port(int domain) {
  int one, other;
  struct address address = loopback(domain, 0);
  TRY(one = create(domain, SOCK_DGRAM, 0));
  TRY(other = create(domain, SOCK_DGRAM, 0));
  TRY(set(one, SOL_SOCKET, SO_REUSEPORT, 1));
  TRY(set(other, SOL_SOCKET, SO_REUSEPORT, 1));
  TRY(bind(one, NAME(address), address.length));
  address = loopback(domain, port_of(one));
  TRY(bind(other, NAME(address), address.length));
  return YES;
}

static int broadcast(int domain) {
  int to, from;
  struct sockaddr_in any = {.sin_family = AF_INET}, all = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7fffffff)};
  char buffer[4];
  TRY(to = create(domain, SOCK_DGRAM, 0));
  TRY(from = create(domain, SOCK_DGRAM, 0));
  TRY(bind(to, (struct sockaddr *)&any, sizeof any));
  TRY(set(from, SOL_SOCKET, SO_BROADCAST, 1));
  all.sin_port = htons(port_of(to));
  TRY(sendto(from, "all", 3, 0, (struct sockaddr *)&all, sizeof all));
  TRY(recv(to, buffer, sizeof buffer, 0));
  SAME(memcmp(buffer, "all", 3) == 0);
  return YES;
}

static int linger(int domain) {
  int fd;
  struct linger wanted = {1, 7}, found = {0};
  socklen_t length = sizeof found;
  TRY(fd = create(domain, SOCK_STREAM, 0));
  TRY(setsockopt(fd, SOL_SOCKET, SO_LINGER, &wanted, sizeof wanted));
  TRY(getsockopt(fd, SOL_SOCKET, SO_LINGER, &found, &length));
  SAME(found.l_onoff == 1 && found.l_linger == 7);
  return YES;
}

/** A buffer of 20,000 bytes: the system may make more of it. */
static int buffer_size(int option) {
  int fd, found = 0;
  socklen_t length = sizeof found;
  TRY(fd = create(AF_INET, SOCK_STREAM, 0));
  TRY(set(fd, SOL_SOCKET, option, 20000));
  TRY(getsockopt(fd, SOL_SOCKET, option, &found, &length));
  SAME(found >= 20000 && found <= 40000);
  return YES;
}

/** Less than that is not ready for reading. */
static int low_water(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(set(pair[1], SOL_SOCKET, SO_RCVLOWAT, 3));
  TRY(send(pair[0], "ab", 2, 0));
  struct pollfd readable = {pair[1], POLLIN, 0};
  SAME(poll(&readable, 1, 20) == 0);
  TRY(send(pair[0], "c", 1, 0));
  SAME(poll(&readable, 1, 2000) == 1);
  return YES;
}

static int peer_credentials(int domain) {
  int pair[2];
  struct ucred found = {0};
  socklen_t length = sizeof found;
  TRY(socketpair(domain, SOCK_STREAM, 0, pair));
  TRY(getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, &found, &length));
  SAME(found.pid > 0);
  return YES;
}

static int bind_to_device(int domain) {
  int fd, server;
  char found[IFNAMSIZ] = "";
  socklen_t length = sizeof found;
  TRY(server = listening(domain));
  TRY(fd = create(domain, SOCK_STREAM, 0));
  TRY(setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 2));
  TRY(getsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, found, &length));
  struct address to = loopback(domain, port_of(server));
  TRY(connect(fd, NAME(to), to.length));
  SAME(strcmp(found, "lo") == 0);
  return YES;
}

static int congestion(int domain) {
  int fd;
  char found[16] = "";
  socklen_t length = sizeof found;
  TRY(fd = create(domain, SOCK_STREAM, 0));
  TRY(setsockopt(fd, SOL_TCP, TCP_CONGESTION, "reno", 4));
  TRY(getsockopt(fd, SOL_TCP, TCP_CONGESTION, found, &length));
  SAME(strcmp(found, "reno") == 0);
  return YES;
}

/** A whole packet of the guest's own making. */
static int header_included(int domain) {
  int to, raw;
  struct address address = loopback(domain, 0);
  TRY(to = bound(domain, SOCK_DGRAM));
  TRY(raw = create(domain, SOCK_RAW, IPPROTO_RAW));
  TRY(set(raw, IPPROTO_IP, IP_HDRINCL, 1));
  int port = port_of(to);
  unsigned char packet[] = {
    0x45, 0, 0, 29, 0, 0, 0, 0, 64, IPPROTO_UDP, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1,
    0x12, 0, (unsigned char)(port >> 8), (unsigned char)port, 0, 9, 0, 0, 'x',
  };
  TRY(sendto(raw, packet, sizeof packet, 0, NAME(address), address.length));
  TRY(recv(to, packet, sizeof packet, 0));
  SAME(packet[0] == 'x');
  return YES;
}

/** An IPv6 listener takes IPv4 connections, too. */
static int dual_stack(int domain) {
  int server, client, accepted;
  struct sockaddr_in6 any = {.sin6_family = AF_INET6};
  TRY(server = create(domain, SOCK_STREAM, 0));
  TRY(set(server, IPPROTO_IPV6, IPV6_V6ONLY, 0));
  TRY(bind(server, (struct sockaddr *)&any, sizeof any));
  TRY(listen(server, 1));
  TRY(client = connect_to(server, AF_INET));
  TRY(accepted = accept(server, NULL, NULL));
  be_patient(accepted);
  return talk(client, accepted);
}

void options(void) {
  probe("so-type", identity, AF_INET6);
  probe("so-error", error, AF_INET);
  probe("so-acceptconn", accepts, AF_INET);
  probe("so-reuseport", reuse_port, AF_INET);
  probe("so-broadcast", broadcast, AF_INET);
  probe("so-linger", linger, AF_INET);
  probe("so-rcvbuf", buffer_size, SO_RCVBUF);
  probe("so-sndbuf", buffer_size, SO_SNDBUF);
  probe("so-rcvlowat", low_water, AF_INET);
  probe("so-peercred", peer_credentials, AF_UNIX);
  probe("so-bindtodevice", bind_to_device, AF_INET);
  probe("tcp-congestion", congestion, AF_INET);
  probe("ip-hdrincl", header_included, AF_INET);
  probe("ipv6-dual", dual_stack, AF_INET6);
  for (int i = 0; i < (int)(sizeof NUMBERS / sizeof *NUMBERS); i++) probe(NUMBERS[i].feature, number, i);
}
