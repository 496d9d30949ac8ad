// Names of hosts beside getaddrinfo: what the host has no answer to is not found.
#include <netdb.h>
#include <arpa/inet.h>
#include <resolv.h>
#include <stdbool.h>
#include <string.h>
#include "fail.h"

struct hostent *gethostbyname2(const char *name, int family) {
  if (family == AF_INET) return gethostbyname(name);
  errno = EAFNOSUPPORT;
  h_errno = NETDB_INTERNAL;
  return NULL;
}

/** The host looks up names, and no addresses. */
struct hostent *gethostbyaddr(const void *address, socklen_t length, int family) {
  (void)address;
  bool known = (family == AF_INET && length == sizeof(struct in_addr)) || (family == AF_INET6 && length == sizeof(struct in6_addr));
  h_errno = known ? HOST_NOT_FOUND : NETDB_INTERNAL;
  if (!known) errno = EAFNOSUPPORT;
  return NULL;
}

void sethostent(int open) { (void)open; }
void endhostent(void) {}
struct hostent *gethostent(void) { return NULL; }

struct __res_state *__res_state(void) {
  static struct __res_state state = {.retrans = 5, .retry = 2, .options = RES_DEFAULT, .ndots = 1};
  return &state;
}

int res_init(void) { return res_ninit(__res_state()); }

int res_ninit(res_state state) {
  *state = (struct __res_state){.retrans = 5, .retry = 2, .options = RES_DEFAULT | RES_INIT, .ndots = 1};
  return 0;
}

void res_nclose(res_state state) { (void)state; }

int res_query(const char *name, int class, int type, unsigned char *answer, int length) {
  (void)name, (void)class, (void)type, (void)answer, (void)length;
  h_errno = NO_RECOVERY;
  return -1;
}

int res_search(const char *name, int class, int type, unsigned char *answer, int length) {
  return res_query(name, class, type, answer, length);
}
