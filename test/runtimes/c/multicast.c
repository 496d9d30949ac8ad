// As guests/multicast.ts.
#include "probe.h"

#define LOOPBACK 1
/** Linux hears no groups of IPv6 on the loopback interface. */
#define CABLE 7

static struct address group_of(int domain, int port) {
  struct address group = loopback(domain, port);
  if (domain == AF_INET6) inet_pton(AF_INET6, "ff15::1234", &((struct sockaddr_in6 *)&group.name)->sin6_addr);
  else inet_pton(AF_INET, "239.1.2.3", &((struct sockaddr_in *)&group.name)->sin_addr);
  return group;
}

/** A socket that receives what comes to any address of this machine. @returns it, or -1 */
static int receiver(int domain) {
  struct address any = {.length = domain == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in)};
  any.name.ss_family = (sa_family_t)domain;
  int fd = create(domain, SOCK_DGRAM, 0);
  return fd == -1 || bind(fd, NAME(any), any.length) == -1 ? -1 : fd;
}

static int set_interface(int fd, int domain) {
  int index = CABLE;
  struct ip_mreqn request = {.imr_ifindex = LOOPBACK};
  return domain == AF_INET6 ? setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, &index, sizeof index)
                            : setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &request, sizeof request);
}

/** A socket that sends to groups; of IPv4 from loopback. @returns it, or -1 */
static int sender(int domain) {
  int fd = domain == AF_INET6 ? create(domain, SOCK_DGRAM, 0) : bound(domain, SOCK_DGRAM);
  return fd == -1 || set_interface(fd, domain) == -1 ? -1 : fd;
}

/** Whether a message to the group is heard, before one that is sent straight to the receiver. */
static int hears(int from, int to, int domain, bool expected) {
  struct address group = group_of(domain, port_of(to)), straight = loopback(domain, port_of(to));
  char buffer[8];
  bool heard = false;
  TRY(sendto(from, "group", 5, 0, NAME(group), group.length));
  TRY(sendto(from, ".", 1, 0, NAME(straight), straight.length));
  while (true) {
    TRY(recv(to, buffer, sizeof buffer, 0));
    if (buffer[0] == '.') break;
    heard = true;
  }
  SAME(heard == expected);
  return YES;
}

static int multicast_group(int domain) {
  int level = domain == AF_INET6 ? IPPROTO_IPV6 : IPPROTO_IP;
  int to, from;
  struct group_req request = {domain == AF_INET6 ? CABLE : LOOPBACK, group_of(domain, 0).name};
  TRY(to = receiver(domain));
  TRY(setsockopt(to, level, MCAST_JOIN_GROUP, &request, sizeof request));
  TRY(from = sender(domain));
  PASS(hears(from, to, domain, true));
  TRY(setsockopt(to, level, MCAST_LEAVE_GROUP, &request, sizeof request));
  return hears(from, to, domain, false);
}

static struct group_source_req from_loopback(void) {
  return (struct group_source_req){LOOPBACK, group_of(AF_INET, 0).name, loopback(AF_INET, 0).name};
}

static int source(int domain) {
  int to, from;
  struct group_source_req request = from_loopback();
  TRY(to = receiver(domain));
  TRY(setsockopt(to, IPPROTO_IP, MCAST_JOIN_SOURCE_GROUP, &request, sizeof request));
  TRY(from = sender(domain));
  PASS(hears(from, to, domain, true));
  TRY(setsockopt(to, IPPROTO_IP, MCAST_LEAVE_SOURCE_GROUP, &request, sizeof request));
  return hears(from, to, domain, false);
}

static int block(int domain) {
  int to, from;
  struct group_req all = {.gr_interface = LOOPBACK, .gr_group = group_of(domain, 0).name};
  struct group_source_req request = from_loopback();
  TRY(to = receiver(domain));
  TRY(setsockopt(to, IPPROTO_IP, MCAST_JOIN_GROUP, &all, sizeof all));
  TRY(from = sender(domain));
  TRY(setsockopt(to, IPPROTO_IP, MCAST_BLOCK_SOURCE, &request, sizeof request));
  PASS(hears(from, to, domain, false));
  TRY(setsockopt(to, IPPROTO_IP, MCAST_UNBLOCK_SOURCE, &request, sizeof request));
  return hears(from, to, domain, true);
}

/** Of IPv4 the interface is set by index, and read back as an address. */
static int interface(int domain) {
  int fd, index = 0;
  struct in_addr address = {0};
  socklen_t length = domain == AF_INET6 ? sizeof index : sizeof address;
  TRY(fd = create(domain, SOCK_DGRAM, 0));
  TRY(set_interface(fd, domain));
  if (domain == AF_INET) {
    TRY(getsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &address, &length));
    return YES;
  }
  TRY(getsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, &index, &length));
  SAME(index == CABLE);
  return YES;
}

static int setting(int domain, int level, int option, int value) {
  int fd, found = -1;
  socklen_t length = sizeof found;
  TRY(fd = create(domain, SOCK_DGRAM, 0));
  TRY(setsockopt(fd, level, option, &value, sizeof value));
  TRY(getsockopt(fd, level, option, &found, &length));
  SAME(found == value);
  return YES;
}

static int hops(int domain) {
  return domain == AF_INET6 ? setting(domain, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 3)
                            : setting(domain, IPPROTO_IP, IP_MULTICAST_TTL, 3);
}

static int loop(int domain) {
  return domain == AF_INET6 ? setting(domain, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 0)
                            : setting(domain, IPPROTO_IP, IP_MULTICAST_LOOP, 0);
}

void multicast(void) {
  probe("multicast", multicast_group, AF_INET);
  probe("multicast6", multicast_group, AF_INET6);
  probe("multicast-source", source, AF_INET);
  probe("multicast-block", block, AF_INET);
  probe("ip-multicast-if", interface, AF_INET);
  probe("ip-multicast-ttl", hops, AF_INET);
  probe("ip-multicast-loop", loop, AF_INET);
  probe("ipv6-multicast-if", interface, AF_INET6);
  probe("ipv6-multicast-hops", hops, AF_INET6);
  probe("ipv6-multicast-loop", loop, AF_INET6);
}
