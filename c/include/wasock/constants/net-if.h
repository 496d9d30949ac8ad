/* Flags of interfaces: numbers are Linux's. */
#ifndef WASOCK_CONSTANTS_NET_IF_H
#define WASOCK_CONSTANTS_NET_IF_H

#define IFF_ALLMULTI 0x200
#define IFF_AUTOMEDIA 0x4000
#define IFF_BROADCAST 2
#define IFF_DEBUG 4
#define IFF_DYNAMIC 0x8000
#define IFF_LOOPBACK 8
#define IFF_MASTER 0x400
#define IFF_MULTICAST 0x1000
#define IFF_NOARP 128
#define IFF_NOTRAILERS 32
#define IFF_POINTOPOINT 16
#define IFF_PORTSEL 0x2000
#define IFF_PROMISC 0x100
#define IFF_RUNNING 64
#define IFF_SLAVE 0x800
#define IFF_UP 1
#define IFHWADDRLEN 6

#endif
