// As guests/names.ts.
#include "probe.h"

static int host(int domain) {
  struct hostent *entry = gethostbyname("localhost");
  SAME(entry != NULL && entry->h_addrtype == domain && memcmp(entry->h_addr, "\x7f\0\0\1", 4) == 0);
  return YES;
}

static int host_unknown(int domain) {
  (void)domain;
  SAME(gethostbyname("nobody.invalid") == NULL && h_errno != 0);
  return YES;
}

/** The first answer of a lookup of streams; NULL if there is none. */
static struct addrinfo *look_up(const char *name, const char *service, int domain, int flags) {
  struct addrinfo hints = {.ai_family = domain, .ai_socktype = SOCK_STREAM, .ai_flags = flags}, *found = NULL;
  return getaddrinfo(name, service, &hints, &found) == 0 ? found : NULL;
}

static int host_inet6(int domain) {
  struct addrinfo *found = look_up("localhost", NULL, domain, 0);
  SAME(found != NULL && IN6_IS_ADDR_LOOPBACK(&((struct sockaddr_in6 *)found->ai_addr)->sin6_addr));
  freeaddrinfo(found);
  return YES;
}

/** What a lookup gives is bound to. */
static int numeric(int domain) {
  struct addrinfo *found = look_up("127.0.0.1", "0", domain, AI_NUMERICHOST);
  int fd;
  SAME(found != NULL && found->ai_next == NULL);
  TRY(fd = create(found->ai_family, found->ai_socktype, found->ai_protocol));
  TRY(bind(fd, found->ai_addr, found->ai_addrlen));
  freeaddrinfo(found);
  return YES;
}

static int look_up_service(int domain) {
  struct addrinfo *found = look_up("127.0.0.1", "http", domain, 0);
  SAME(found != NULL && ntohs(((struct sockaddr_in *)found->ai_addr)->sin_port) == 80);
  freeaddrinfo(found);
  return YES;
}

static int canonical(int domain) {
  struct addrinfo *found = look_up("localhost", NULL, domain, AI_CANONNAME);
  SAME(found != NULL && found->ai_canonname != NULL && strcmp(found->ai_canonname, "localhost") == 0);
  freeaddrinfo(found);
  return YES;
}

static int reverse(int domain) {
  struct address address = loopback(domain, 0);
  char name[NI_MAXHOST];
  SAME(getnameinfo(NAME(address), address.length, name, sizeof name, NULL, 0, NI_NAMEREQD) == 0);
  SAME(strcmp(name, "localhost") == 0);
  return YES;
}

static int service_by_name(int domain) {
  (void)domain;
  struct servent *found = getservbyname("http", "tcp");
  SAME(found != NULL && ntohs((uint16_t)found->s_port) == 80);
  return YES;
}

static int service_by_port(int domain) {
  (void)domain;
  struct servent *found = getservbyport(htons(80), "tcp");
  SAME(found != NULL && strcmp(found->s_name, "http") == 0);
  return YES;
}

static int protocol_by_name(int domain) {
  (void)domain;
  struct protoent *found = getprotobyname("udp");
  SAME(found != NULL && found->p_proto == IPPROTO_UDP);
  return YES;
}

static int protocol_by_number(int domain) {
  (void)domain;
  struct protoent *found = getprotobynumber(IPPROTO_UDP);
  SAME(found != NULL && strcmp(found->p_name, "udp") == 0);
  return YES;
}

static int interface_by_name(int domain) {
  (void)domain;
  char name[IF_NAMESIZE];
  SAME(if_nametoindex("lo") == 1 && if_indextoname(1, name) != NULL && strcmp(name, "lo") == 0);
  return YES;
}

void names(void) {
  probe("host", host, AF_INET);
  probe("host-unknown", host_unknown, 0);
  probe("host-inet6", host_inet6, AF_INET6);
  probe("lookup-numeric", numeric, AF_INET);
  probe("lookup-service", look_up_service, AF_INET);
  probe("lookup-canonical", canonical, AF_INET);
  probe("reverse", reverse, AF_INET);
  probe("service-by-name", service_by_name, 0);
  probe("service-by-port", service_by_port, 0);
  probe("protocol-by-name", protocol_by_name, 0);
  probe("protocol-by-number", protocol_by_number, 0);
  probe("interface-by-name", interface_by_name, 0);
}
