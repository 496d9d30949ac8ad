// Options that join and leave groups, or filter their sources. The WIT names interfaces by index.
#include "multicast.h"
#include <netinet/in.h>
#include <string.h>
#include "fail.h"

/** What a program gives with an option. */
enum shape { MREQ, MREQ6, GROUP, GROUP_SOURCE };

static const struct row { int level, option; enum membership_action action; enum shape shape; } ROWS[] = {
  {IPPROTO_IP, IP_ADD_MEMBERSHIP, MEMBERSHIP_ACTION_JOIN, MREQ},
  {IPPROTO_IP, IP_DROP_MEMBERSHIP, MEMBERSHIP_ACTION_LEAVE, MREQ},
  {IPPROTO_IPV6, IPV6_JOIN_GROUP, MEMBERSHIP_ACTION_JOIN, MREQ6},
  {IPPROTO_IPV6, IPV6_LEAVE_GROUP, MEMBERSHIP_ACTION_LEAVE, MREQ6},
  {IPPROTO_IP, MCAST_JOIN_GROUP, MEMBERSHIP_ACTION_JOIN, GROUP},
  {IPPROTO_IPV6, MCAST_JOIN_GROUP, MEMBERSHIP_ACTION_JOIN, GROUP},
  {IPPROTO_IP, MCAST_LEAVE_GROUP, MEMBERSHIP_ACTION_LEAVE, GROUP},
  {IPPROTO_IPV6, MCAST_LEAVE_GROUP, MEMBERSHIP_ACTION_LEAVE, GROUP},
  {IPPROTO_IP, MCAST_JOIN_SOURCE_GROUP, MEMBERSHIP_ACTION_JOIN_SOURCE, GROUP_SOURCE},
  {IPPROTO_IPV6, MCAST_JOIN_SOURCE_GROUP, MEMBERSHIP_ACTION_JOIN_SOURCE, GROUP_SOURCE},
  {IPPROTO_IP, MCAST_LEAVE_SOURCE_GROUP, MEMBERSHIP_ACTION_LEAVE_SOURCE, GROUP_SOURCE},
  {IPPROTO_IPV6, MCAST_LEAVE_SOURCE_GROUP, MEMBERSHIP_ACTION_LEAVE_SOURCE, GROUP_SOURCE},
  {IPPROTO_IP, MCAST_BLOCK_SOURCE, MEMBERSHIP_ACTION_BLOCK_SOURCE, GROUP_SOURCE},
  {IPPROTO_IPV6, MCAST_BLOCK_SOURCE, MEMBERSHIP_ACTION_BLOCK_SOURCE, GROUP_SOURCE},
  {IPPROTO_IP, MCAST_UNBLOCK_SOURCE, MEMBERSHIP_ACTION_UNBLOCK_SOURCE, GROUP_SOURCE},
  {IPPROTO_IPV6, MCAST_UNBLOCK_SOURCE, MEMBERSHIP_ACTION_UNBLOCK_SOURCE, GROUP_SOURCE},
};

/** An ip-address: its case, then the octets or the groups. */
static void lower_inet(const struct in_addr *address, unsigned char *at) {
  at[0] = IP_ADDRESS_INET;
  memcpy(at + IP_ADDRESS_PAYLOAD, address, sizeof *address);
}

static void lower_inet6(const struct in6_addr *address, unsigned char *at) {
  at[0] = IP_ADDRESS_INET6;
  for (int i = 0; i < 8; i++) {
    uint16_t word = ntohs(address->s6_addr16[i]);
    memcpy(at + IP_ADDRESS_PAYLOAD + i * 2, &word, sizeof word);
  }
}

static int lower_storage(const struct sockaddr_storage *address, unsigned char *at) {
  if (address->ss_family == AF_INET) lower_inet(&((const struct sockaddr_in *)address)->sin_addr, at);
  else if (address->ss_family == AF_INET6) lower_inet6(&((const struct sockaddr_in6 *)address)->sin6_addr, at);
  else return fail(EINVAL);
  return 0;
}

/** What update-membership takes. */
struct membership {
  int self;
  unsigned char action;
  _Alignas(IP_ADDRESS_ALIGNMENT) unsigned char group[IP_ADDRESS_SIZE];
  uint32_t interface;
  unsigned char has_source;
  _Alignas(IP_ADDRESS_ALIGNMENT) unsigned char source[IP_ADDRESS_SIZE];
};
_Static_assert(sizeof(struct membership) == UPDATE_MEMBERSHIP_PARAMS_SIZE &&
                 __builtin_offsetof(struct membership, action) == UPDATE_MEMBERSHIP_PARAMS_ACTION &&
                 __builtin_offsetof(struct membership, group) == UPDATE_MEMBERSHIP_PARAMS_GROUP &&
                 __builtin_offsetof(struct membership, interface) == UPDATE_MEMBERSHIP_PARAMS_INTERFACE_INDEX &&
                 __builtin_offsetof(struct membership, has_source) == UPDATE_MEMBERSHIP_PARAMS_SOURCE &&
                 __builtin_offsetof(struct membership, source) == UPDATE_MEMBERSHIP_PARAMS_SOURCE_SOME,
               "as the WIT lays it out");

static int lower(enum shape shape, const void *value, socklen_t length, struct membership *to) {
  switch (shape) {
    case MREQ: {
      struct ip_mreqn group = {0};
      if (length < sizeof(struct ip_mreq)) return fail(EINVAL);
      memcpy(&group, value, length < sizeof group ? length : sizeof group);
      if (group.imr_address.s_addr != INADDR_ANY && group.imr_ifindex == 0) return fail(EADDRNOTAVAIL);
      lower_inet(&group.imr_multiaddr, to->group);
      to->interface = (uint32_t)group.imr_ifindex;
      return 0;
    }
    case MREQ6: {
      const struct ipv6_mreq *group = value;
      if (length < sizeof *group) return fail(EINVAL);
      lower_inet6(&group->ipv6mr_multiaddr, to->group);
      to->interface = group->ipv6mr_interface;
      return 0;
    }
    case GROUP: {
      const struct group_req *group = value;
      if (length < sizeof *group) return fail(EINVAL);
      to->interface = group->gr_interface;
      return lower_storage(&group->gr_group, to->group);
    }
    case GROUP_SOURCE: {
      const struct group_source_req *group = value;
      if (length < sizeof *group) return fail(EINVAL);
      to->interface = group->gsr_interface;
      to->has_source = 1;
      return lower_storage(&group->gsr_group, to->group) < 0 ? -1 : lower_storage(&group->gsr_source, to->source);
    }
  }
  __builtin_unreachable();
}

/** IP_MULTICAST_IF takes an address, or a structure whose last member is an index. */
static int set_interface(const struct socket *socket, const void *value, socklen_t length) {
  struct ip_mreqn interface = {0};
  if (length < sizeof(struct in_addr)) return fail(EINVAL);
  if (length < sizeof(struct ip_mreq)) memcpy(&interface.imr_address, value, sizeof interface.imr_address);
  else memcpy(&interface, value, length < sizeof interface ? length : sizeof interface);
  if (interface.imr_address.s_addr != INADDR_ANY && interface.imr_ifindex == 0) return fail(EADDRNOTAVAIL);
  unsigned char result[2];
  host_set_option(socket->base.handle, OPTION_NAME_IP_MULTICAST_IF, OPTION_VALUE_INTEGER, interface.imr_ifindex, 0, 0,
                  result);
  return wasock_outcome(result);
}

int wasock_set_multicast(const struct socket *socket, int level, int option, const void *value, socklen_t length) {
  if (level == IPPROTO_IP && option == IP_MULTICAST_IF) return set_interface(socket, value, length);
  for (unsigned i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    if (ROWS[i].level != level || ROWS[i].option != option) continue;
    struct membership membership = {.self = socket->base.handle, .action = (unsigned char)ROWS[i].action};
    if (lower(ROWS[i].shape, value, length, &membership) < 0) return -1;
    unsigned char result[2];
    host_update_membership(&membership, result);
    return wasock_outcome(result);
  }
  return 1;
}
