// Addresses: struct sockaddr <-> the WIT's socket-address.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include "host.h"

/** A socket-address as flat arguments. */
struct flat_address {
  int variant;
  int values[11];
};

#define ADDRESS_ARGUMENTS(a) \
  (a).variant, (a).values[0], (a).values[1], (a).values[2], (a).values[3], (a).values[4], (a).values[5], \
    (a).values[6], (a).values[7], (a).values[8], (a).values[9], (a).values[10]

/** AF_* as a case of address-family; -1: none. */
int wasock_family_case(int family);
/** And back. */
int wasock_family(unsigned family_case);

// SOCK_* count from 1 what socket-type counts from 0.
_Static_assert(SOCKET_TYPE_STREAM == SOCK_STREAM - 1 && SOCKET_TYPE_DGRAM == SOCK_DGRAM - 1 &&
                 SOCKET_TYPE_RAW == SOCK_RAW - 1 && SOCKET_TYPE_RDM == SOCK_RDM - 1 &&
                 SOCKET_TYPE_SEQPACKET == SOCK_SEQPACKET - 1,
               "types are in this order");

/** SOCK_* as a case of socket-type. */
static inline int wasock_type_case(int type) {
  return type - 1;
}

/** And back. */
static inline int wasock_type(unsigned type_case) {
  return (int)type_case + 1;
}

/** Flattens an address. A unix name stays where it is. @returns 0, or -1 with errno EINVAL or EAFNOSUPPORT */
int wasock_flatten_address(const struct sockaddr *address, socklen_t length, struct flat_address *flat);

/** Writes an address as the WIT has it in memory, SOCKET_ADDRESS_SIZE bytes. */
void wasock_lower_address(const struct flat_address *flat, unsigned char *at);

/** Takes a socket-address of a result apart, and frees what belongs to it. @returns the length of the address */
socklen_t wasock_lift_address(const unsigned char *at, struct sockaddr_storage *address);

/** Gives the program as much of an address as it has room for. Nothing if it did not ask. */
void wasock_give_address(const struct sockaddr_storage *from, socklen_t length, struct sockaddr *to, socklen_t *room);
