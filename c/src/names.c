// Services, protocols and network interfaces. As in every libc, each call reuses the result of the one before. Aliases
// are left out.
#include "names.h"
#include <ifaddrs.h>
#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include "fail.h"

char *wasock_take_text(struct wasock_list text, char *room, size_t size) {
  size_t length = text.length < size - 1 ? text.length : size - 1;
  if (length > 0) memcpy(room, text.start, length);
  room[length] = 0;
  if (text.length > 0) free(text.start);
  return room;
}

static char *no_aliases[] = {NULL};

/** `option<service>`. */
struct service_option {
  uint8_t some;
  struct wasock_list name;
  uint16_t port;
  struct wasock_list protocol;
};
_Static_assert(sizeof(struct service_option) == LOOKUP_SERVICE_RESULT_SIZE &&
                 offsetof(struct service_option, name) == LOOKUP_SERVICE_RESULT_PAYLOAD + SERVICE_NAME &&
                 offsetof(struct service_option, port) == LOOKUP_SERVICE_RESULT_PAYLOAD + SERVICE_PORT &&
                 offsetof(struct service_option, protocol) == LOOKUP_SERVICE_RESULT_PAYLOAD + SERVICE_PROTOCOL,
               "as the WIT lays it out");

static struct servent *service(const struct service_option *found) {
  static char name[64];
  static char protocol[32];
  static struct servent result;
  if (!found->some) return NULL;
  result = (struct servent){
    .s_name = wasock_take_text(found->name, name, sizeof name),
    .s_aliases = no_aliases,
    .s_port = htons(found->port),
    .s_proto = wasock_take_text(found->protocol, protocol, sizeof protocol),
  };
  return &result;
}

struct servent *getservbyname(const char *name, const char *protocol) {
  struct service_option found;
  host_lookup_service(name, strlen(name), protocol, protocol == NULL ? 0 : strlen(protocol), &found);
  return service(&found);
}

struct servent *getservbyport(int port, const char *protocol) {
  struct service_option found;
  host_lookup_port(ntohs((uint16_t)port), protocol, protocol == NULL ? 0 : strlen(protocol), &found);
  return service(&found);
}

/** `option<protocol>`. */
struct protocol_option {
  uint8_t some;
  struct wasock_list name;
  uint8_t number;
};
_Static_assert(sizeof(struct protocol_option) == LOOKUP_PROTOCOL_RESULT_SIZE &&
                 offsetof(struct protocol_option, name) == LOOKUP_PROTOCOL_RESULT_PAYLOAD + PROTOCOL_NAME &&
                 offsetof(struct protocol_option, number) == LOOKUP_PROTOCOL_RESULT_PAYLOAD + PROTOCOL_NUMBER,
               "as the WIT lays it out");

static struct protoent *protocol(const struct protocol_option *found) {
  static char name[64];
  static struct protoent result;
  if (!found->some) return NULL;
  result = (struct protoent){wasock_take_text(found->name, name, sizeof name), no_aliases, found->number};
  return &result;
}

struct protoent *getprotobyname(const char *name) {
  struct protocol_option found;
  host_lookup_protocol(name, strlen(name), &found);
  return protocol(&found);
}

struct protoent *getprotobynumber(int number) {
  struct protocol_option found;
  if (number < 0 || number > 255) return NULL;
  host_lookup_protocol_number(number, &found);
  return protocol(&found);
}

// The host is asked for one, and has no list.
void setservent(int open) { (void)open; }
void endservent(void) {}
struct servent *getservent(void) { return NULL; }
void setprotoent(int open) { (void)open; }
void endprotoent(void) {}
struct protoent *getprotoent(void) { return NULL; }

unsigned if_nametoindex(const char *name) {
  int result[2];
  host_interface_index(name, strlen(name), result);
  int index = wasock_number(result);
  return index < 0 ? 0 : (unsigned)index;
}

char *if_indextoname(unsigned index, char *name) {
  struct {
    unsigned char failed;
    union { struct wasock_list name; unsigned char error; };
  } result;
  host_interface_name((int)index, &result);
  if (result.failed == 0) return wasock_take_text(result.name, name, IF_NAMESIZE);
  wasock_fail(result.error);
  return NULL;
}

/** The host tells interfaces' names, not their addresses. */
int getifaddrs(struct ifaddrs **interfaces) {
  *interfaces = NULL;
  return fail(ENOSYS);
}

void freeifaddrs(struct ifaddrs *interfaces) {
  (void)interfaces;
}

/** Interfaces have the numbers from 1 on, with gaps where there was one. */
struct if_nameindex *if_nameindex(void) {
  enum { MOST = 64, HIGHEST = 256 };
  struct if_nameindex *list = calloc(MOST + 1, sizeof *list);
  unsigned count = 0;
  for (unsigned index = 1; list != NULL && index <= HIGHEST && count < MOST; index++) {
    char name[IF_NAMESIZE];
    if (if_indextoname(index, name) == NULL) continue;
    list[count++] = (struct if_nameindex){index, strdup(name)};
  }
  if (list == NULL) errno = ENOBUFS;
  return list;
}

void if_freenameindex(struct if_nameindex *list) {
  for (struct if_nameindex *each = list; each->if_index != 0; each++) free(each->if_name);
  free(list);
}
