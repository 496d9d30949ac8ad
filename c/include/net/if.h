/* Names of network interfaces. */
#ifndef WASOCK_NET_IF_H
#define WASOCK_NET_IF_H

#define IF_NAMESIZE 16
#define IFNAMSIZ IF_NAMESIZE

#ifdef __cplusplus
extern "C" {
#endif

unsigned if_nametoindex(const char *);
char *if_indextoname(unsigned, char *);

#ifdef __cplusplus
}
#endif

#endif
