// As guests/domains.ts.
#include "probe.h"

static int tcp(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  return talk(pair[0], pair[1]);
}

static int udp(int domain) {
  int pair[2];
  char buffer[16];
  TRY(datagrams(domain, pair));
  struct address to = loopback(domain, port_of(pair[1])), from = {.length = sizeof from.name};
  TRY(sendto(pair[0], "datagram", 8, 0, NAME(to), to.length));
  ssize_t length;
  TRY(length = recvfrom(pair[1], buffer, sizeof buffer, 0, NAME(from), &from.length));
  struct address sender = loopback(domain, port_of(pair[0]));
  SAME(length == 8 && memcmp(buffer, "datagram", 8) == 0);
  SAME(from.length == sender.length && memcmp(&from.name, &sender.name, sender.length) == 0);
  return YES;
}

static int paired(int type) {
  int pair[2];
  TRY(socketpair(AF_UNIX, type, 0, pair));
  be_patient(pair[0]), be_patient(pair[1]);
  return talk(pair[0], pair[1]);
}

static int local(int type, const char *path) {
  struct address address = named(path);
  int server, client, accepted;
  TRY(server = create(AF_UNIX, type, 0));
  TRY(bind(server, NAME(address), address.length));
  TRY(listen(server, 1));
  TRY(client = create(AF_UNIX, type, 0));
  TRY(connect(client, NAME(address), address.length));
  TRY(accepted = accept(server, NULL, NULL));
  be_patient(accepted);
  return talk(client, accepted);
}

static int by_path(int type) {
  return local(type, type == SOCK_STREAM ? "/stream" : "/seqpacket");
}

static int abstract(int type) {
  return local(type, "@wasock-probe");
}

static int local_datagram(int type) {
  struct address address = named("/dgram"), sender = named("/from"), from = {.length = sizeof from.name};
  int to, other;
  char buffer[16];
  TRY(to = create(AF_UNIX, type, 0));
  TRY(bind(to, NAME(address), address.length));
  TRY(other = create(AF_UNIX, type, 0));
  TRY(bind(other, NAME(sender), sender.length));
  TRY(sendto(other, "datagram", 8, 0, NAME(address), address.length));
  ssize_t length;
  TRY(length = recvfrom(to, buffer, sizeof buffer, 0, NAME(from), &from.length));
  SAME(length == 8 && memcmp(buffer, "datagram", 8) == 0);
  SAME(strcmp(((struct sockaddr_un *)&from.name)->sun_path, ((struct sockaddr_un *)&sender.name)->sun_path) == 0);
  return YES;
}

/** An echo request to this machine, and its answer. */
static int raw(int domain) {
  bool six = domain == AF_INET6;
  // The checksum of this request, which Linux computes for ICMPv6 only: ~(0x0800 + 0x1234 + 0x0001).
  unsigned char request[8] = {six ? 128 : 8, 0, 0xe5, 0xca, 0x12, 0x34, 0, 1}, answer[1500];
  struct address to = loopback(domain, 0);
  int fd;
  TRY(fd = create(domain, SOCK_RAW, six ? IPPROTO_ICMPV6 : IPPROTO_ICMP));
  TRY(sendto(fd, request, sizeof request, 0, NAME(to), to.length));
  // The socket sees the request, too.
  for (int i = 0; i < 10; i++) {
    TRY(recv(fd, answer, sizeof answer, 0));
    int start = six ? 0 : (answer[0] & 15) * 4;
    if (answer[start] == (six ? 129 : 0) && answer[start + 4] == 0x12) return YES;
  }
  return NO;
}

void domains(void) {
  probe("tcp-inet", tcp, AF_INET);
  probe("tcp-inet6", tcp, AF_INET6);
  probe("udp-inet", udp, AF_INET);
  probe("udp-inet6", udp, AF_INET6);
  probe("pair-stream", paired, SOCK_STREAM);
  probe("pair-dgram", paired, SOCK_DGRAM);
  probe("pair-seqpacket", paired, SOCK_SEQPACKET);
  probe("unix-stream", by_path, SOCK_STREAM);
  probe("unix-seqpacket", by_path, SOCK_SEQPACKET);
  probe("unix-dgram", local_datagram, SOCK_DGRAM);
  probe("unix-abstract", abstract, SOCK_STREAM);
  probe("raw-inet", raw, AF_INET);
  probe("raw-inet6", raw, AF_INET6);
}
