/* The resolver's state, which nothing here reads: names are looked up by the host. Queries of one's own fail. */
#ifndef WASOCK_RESOLV_H
#define WASOCK_RESOLV_H

#include <arpa/nameser.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MAXNS 3
#define MAXDNSRCH 6
#define MAXRESOLVSORT 10

#define RES_INIT 0x00000001
#define RES_DEBUG 0x00000002
#define RES_USEVC 0x00000008
#define RES_IGNTC 0x00000020
#define RES_RECURSE 0x00000040
#define RES_DEFNAMES 0x00000080
#define RES_STAYOPEN 0x00000100
#define RES_DNSRCH 0x00000200
#define RES_NOALIASES 0x00001000
#define RES_DEFAULT (RES_RECURSE | RES_DEFNAMES | RES_DNSRCH)

struct __res_state {
  int retrans;
  int retry;
  unsigned long options;
  int nscount;
  struct sockaddr_in nsaddr_list[MAXNS];
  unsigned short id;
  char *dnsrch[MAXDNSRCH + 1];
  char defdname[256];
  unsigned ndots;
};
typedef struct __res_state *res_state;

struct __res_state *__res_state(void);
#define _res (*__res_state())

int res_init(void);
int res_ninit(res_state);
void res_nclose(res_state);
int res_query(const char *, int, int, unsigned char *, int);
int res_search(const char *, int, int, unsigned char *, int);

#ifdef __cplusplus
}
#endif

#endif
