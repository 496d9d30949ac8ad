/* wasi-libc's, and options of UDP that it may lack. Numbers are Linux's. */
#include_next <netinet/udp.h>

#ifndef WASOCK_NETINET_UDP_H
#define WASOCK_NETINET_UDP_H

#include <wasock/generated/netinet-udp.h>

#endif
