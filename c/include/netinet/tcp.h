/* Options of TCP. Numbers are Linux's. */
#ifndef WASOCK_NETINET_TCP_H
#define WASOCK_NETINET_TCP_H

#define SOL_TCP 6

#include <wasock/generated/netinet-tcp.h>

#endif
