// socket-address in memory: the case at 0, then its value.
#include "address.h"
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include "fail.h"

int wasock_family_case(int family) {
  switch (family) {
    case AF_UNIX: return ADDRESS_FAMILY_UNIX;
    case AF_INET: return ADDRESS_FAMILY_INET;
    case AF_INET6: return ADDRESS_FAMILY_INET6;
    default: return -1;
  }
}

int wasock_family(unsigned family_case) {
  static const int families[] = {
    [ADDRESS_FAMILY_UNIX] = AF_UNIX, [ADDRESS_FAMILY_INET] = AF_INET, [ADDRESS_FAMILY_INET6] = AF_INET6,
  };
  return family_case < sizeof families / sizeof *families ? families[family_case] : AF_UNSPEC;
}

// A flat address has the values in the order of the fields.
_Static_assert(INET_ADDRESS_PORT < INET_ADDRESS_ADDRESS && INET6_ADDRESS_PORT < INET6_ADDRESS_FLOW_INFO &&
                 INET6_ADDRESS_FLOW_INFO < INET6_ADDRESS_ADDRESS && INET6_ADDRESS_ADDRESS < INET6_ADDRESS_SCOPE_ID,
               "fields are in this order");
_Static_assert(IPV4_ADDRESS_SIZE == 4 && IPV6_ADDRESS_SIZE == 16 && IPV6_ADDRESS_ALIGNMENT == 2, "octets, and groups");
// `wasock_flatten_address` gives a family's case for an address'.
_Static_assert((int)SOCKET_ADDRESS_UNIX == ADDRESS_FAMILY_UNIX && (int)SOCKET_ADDRESS_INET == ADDRESS_FAMILY_INET &&
                 (int)SOCKET_ADDRESS_INET6 == ADDRESS_FAMILY_INET6,
               "cases are alike");

int wasock_flatten_address(const struct sockaddr *address, socklen_t length, struct flat_address *flat) {
  memset(flat, 0, sizeof *flat);
  if (address == NULL) return fail(EFAULT);
  if (length < sizeof(sa_family_t)) return fail(EINVAL);
  flat->variant = wasock_family_case(address->sa_family);
  switch (address->sa_family) {
    case AF_UNIX: {
      const char *path = ((const struct sockaddr_un *)address)->sun_path;
      size_t room = length - offsetof(struct sockaddr_un, sun_path);
      if (room > sizeof((struct sockaddr_un *)0)->sun_path) return fail(EINVAL);
      flat->values[0] = (int)path;
      // An abstract name, which begins with a 0, has every byte of the length; a path ends at its 0.
      flat->values[1] = room == 0 || path[0] == 0 ? (int)room : (int)strnlen(path, room);
      return 0;
    }
    case AF_INET: {
      const struct sockaddr_in *inet = (const void *)address;
      if (length < sizeof *inet) return fail(EINVAL);
      const unsigned char *octets = (const void *)&inet->sin_addr;
      flat->values[0] = ntohs(inet->sin_port);
      for (int i = 0; i < 4; i++) flat->values[1 + i] = octets[i];
      return 0;
    }
    case AF_INET6: {
      const struct sockaddr_in6 *inet6 = (const void *)address;
      if (length < sizeof *inet6) return fail(EINVAL);
      flat->values[0] = ntohs(inet6->sin6_port);
      flat->values[1] = (int)ntohl(inet6->sin6_flowinfo);
      for (int i = 0; i < 8; i++) flat->values[2 + i] = ntohs(inet6->sin6_addr.s6_addr16[i]);
      flat->values[10] = (int)inet6->sin6_scope_id;
      return 0;
    }
    default:
      return fail(EAFNOSUPPORT);
  }
}

static void put16(unsigned char *at, int value) {
  uint16_t number = (uint16_t)value;
  memcpy(at, &number, 2);
}

static void put32(unsigned char *at, int value) {
  memcpy(at, &value, 4);
}

void wasock_lower_address(const struct flat_address *flat, unsigned char *at) {
  memset(at, 0, SOCKET_ADDRESS_SIZE);
  at[0] = (unsigned char)flat->variant;
  at += SOCKET_ADDRESS_PAYLOAD;
  switch (flat->variant) {
    case SOCKET_ADDRESS_UNIX:
      memcpy(at, &(struct wasock_list){(void *)flat->values[0], (uint32_t)flat->values[1]}, sizeof(struct wasock_list));
      break;
    case SOCKET_ADDRESS_INET:
      put16(at + INET_ADDRESS_PORT, flat->values[0]);
      for (int i = 0; i < 4; i++) at[INET_ADDRESS_ADDRESS + i] = (unsigned char)flat->values[1 + i];
      break;
    case SOCKET_ADDRESS_INET6:
      put16(at + INET6_ADDRESS_PORT, flat->values[0]);
      put32(at + INET6_ADDRESS_FLOW_INFO, flat->values[1]);
      for (int i = 0; i < 8; i++) put16(at + INET6_ADDRESS_ADDRESS + i * 2, flat->values[2 + i]);
      put32(at + INET6_ADDRESS_SCOPE_ID, flat->values[10]);
      break;
  }
}

static uint16_t get16(const unsigned char *at) {
  uint16_t value;
  memcpy(&value, at, 2);
  return value;
}

static uint32_t get32(const unsigned char *at) {
  uint32_t value;
  memcpy(&value, at, 4);
  return value;
}

socklen_t wasock_lift_address(const unsigned char *at, struct sockaddr_storage *address) {
  memset(address, 0, sizeof *address);
  const unsigned char *value = at + SOCKET_ADDRESS_PAYLOAD;
  switch (at[0]) {
    case SOCKET_ADDRESS_UNIX: {
      struct sockaddr_un *local = (void *)address;
      struct wasock_list name;
      memcpy(&name, value, sizeof name);
      size_t length = name.length;
      if (length > sizeof local->sun_path) length = sizeof local->sun_path;
      local->sun_family = AF_UNIX;
      if (length > 0) memcpy(local->sun_path, name.start, length);
      bool path = length > 0 && local->sun_path[0] != 0;
      if (name.length > 0) free(name.start);
      // A path has its 0 counted.
      if (path && length < sizeof local->sun_path) length++;
      return offsetof(struct sockaddr_un, sun_path) + length;
    }
    case SOCKET_ADDRESS_INET: {
      struct sockaddr_in *inet = (void *)address;
      inet->sin_family = AF_INET;
      inet->sin_port = htons(get16(value + INET_ADDRESS_PORT));
      memcpy(&inet->sin_addr, value + INET_ADDRESS_ADDRESS, sizeof inet->sin_addr);
      return sizeof *inet;
    }
    case SOCKET_ADDRESS_INET6: {
      struct sockaddr_in6 *inet6 = (void *)address;
      inet6->sin6_family = AF_INET6;
      inet6->sin6_port = htons(get16(value + INET6_ADDRESS_PORT));
      inet6->sin6_flowinfo = htonl(get32(value + INET6_ADDRESS_FLOW_INFO));
      for (int i = 0; i < 8; i++) inet6->sin6_addr.s6_addr16[i] = htons(get16(value + INET6_ADDRESS_ADDRESS + i * 2));
      inet6->sin6_scope_id = get32(value + INET6_ADDRESS_SCOPE_ID);
      return sizeof *inet6;
    }
    default:
      // packet: nothing here makes such sockets.
      return sizeof(sa_family_t);
  }
}

void wasock_give_address(const struct sockaddr_storage *from, socklen_t length, struct sockaddr *to, socklen_t *room) {
  if (to == NULL || room == NULL) return;
  memcpy(to, from, *room < length ? *room : length);
  *room = length;
}
