// What the probes share, as guests/probe.ts: each does one thing end to end inside this guest.
#ifndef PROBE_H
#define PROBE_H

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/** It works. What else a probe gives is an errno, or one of these. */
#define YES 0
/** It does not, and no errno says so: the call has none, or something else came of it. */
#define NO -1

/** Ends the probe with its errno where a call gives -1. */
#define TRY(call)                         \
  do {                                    \
    errno = 0;                            \
    if ((call) == -1) return failure();   \
  } while (0)
/** Ends the probe where a probe, or a part of one, does not give YES. */
#define PASS(part)                     \
  do {                                 \
    int outcome_ = (part);             \
    if (outcome_ != YES) return outcome_; \
  } while (0)
/** Ends the probe where something else comes than expected. */
#define SAME(condition)             \
  do {                              \
    if (!(condition)) return NO; \
  } while (0)

/** A directory for local sockets, without the slash at its end. */
extern const char *directory;

/** Prints what comes of a probe, which may use `argument`. */
void probe(const char *feature, int (*run)(int argument), int argument);

/** The errno of what has just failed. */
int failure(void);

/** What a probe gives for a call that is to fail so. */
int fails(long result, int expected);

/** An address of loopback, with a port. */
struct address {
  struct sockaddr_storage name;
  socklen_t length;
};
#define NAME(address) ((struct sockaddr *)&(address).name)
struct address loopback(int domain, int port);
struct address named(const char *path);

/** A socket whose calls wait two seconds at most. @returns it, or -1 */
int create(int domain, int type, int protocol);
void be_patient(int fd);

/** A socket at loopback, at a port of the system's choice. @returns it, or -1 */
int bound(int domain, int type);
int listening(int domain);
int port_of(int fd);
int connect_to(int server, int domain);

/** Two connected sockets of TCP, the client's first; or two of UDP. @returns 0 or -1 */
int connected(int domain, int pair[2]);
int datagrams(int domain, int pair[2]);

/** Sends something each way. */
int talk(int one, int other);

/** Milliseconds since some point in the past. */
double now(void);

void domains(void);
void connections(void);
void waiting(void);
void flags(void);
void messages(void);
void options(void);
void multicast(void);
void names(void);
void processes(void);
void errors(void);

#endif
