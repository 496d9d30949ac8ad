// As guests/connections.ts.
#include "probe.h"

/** Two connections wait, and are taken in their order. */
static int queue(int domain) {
  int server, first, second, one, two;
  TRY(server = listening(domain));
  TRY(first = connect_to(server, domain));
  TRY(second = connect_to(server, domain));
  TRY(one = accept(server, NULL, NULL));
  TRY(two = accept(server, NULL, NULL));
  be_patient(one), be_patient(two);
  PASS(talk(first, one));
  return talk(second, two);
}

/** The one's address is the other's peer. */
static int both_names(int domain) {
  int pair[2];
  struct address own = {.length = sizeof own.name}, peer = {.length = sizeof peer.name};
  TRY(connected(domain, pair));
  TRY(getsockname(pair[0], NAME(own), &own.length));
  TRY(getpeername(pair[1], NAME(peer), &peer.length));
  SAME(own.length == peer.length && memcmp(&own.name, &peer.name, own.length) == 0);
  return YES;
}

/** A client with an address of its own choice. */
static int client_bind(int domain) {
  int server, client;
  struct address peer = {.length = sizeof peer.name};
  TRY(server = listening(domain));
  TRY(client = bound(domain, SOCK_STREAM));
  struct address own = loopback(domain, port_of(client)), to = loopback(domain, port_of(server));
  TRY(connect(client, NAME(to), to.length));
  TRY(accept(server, NAME(peer), &peer.length));
  SAME(memcmp(&own.name, &peer.name, own.length) == 0);
  return YES;
}

/** Begins to connect, waits until that is done, and asks what came of it. */
static int begin(int client) {
  int server, error = -1;
  socklen_t length = sizeof error;
  TRY(server = listening(AF_INET));
  struct address to = loopback(AF_INET, port_of(server));
  if (connect(client, NAME(to), to.length) == -1 && errno != EINPROGRESS) return failure();
  struct pollfd writable = {client, POLLOUT, 0};
  SAME(poll(&writable, 1, 2000) == 1);
  TRY(getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &length));
  if (error != 0) return error;
  TRY(accept(server, NULL, NULL));
  TRY(send(client, "x", 1, 0));
  return YES;
}

static int connect_nonblocking(int domain) {
  int client;
  TRY(client = create(domain, SOCK_STREAM, 0));
  TRY(fcntl(client, F_SETFL, O_NONBLOCK));
  return begin(client);
}

static int type_nonblocking(int domain) {
  int client;
  TRY(client = create(domain, SOCK_STREAM | SOCK_NONBLOCK, 0));
  return begin(client);
}

/** A datagram socket with one peer hears nobody else. */
static int connect_datagram(int domain) {
  int pair[2], stranger;
  TRY(datagrams(domain, pair));
  TRY(stranger = bound(domain, SOCK_DGRAM));
  struct address one = loopback(domain, port_of(pair[0])), other = loopback(domain, port_of(pair[1]));
  TRY(connect(pair[0], NAME(other), other.length));
  TRY(connect(pair[1], NAME(one), one.length));
  TRY(sendto(stranger, "stranger", 8, 0, NAME(one), one.length));
  return talk(pair[0], pair[1]);
}

/** Who has ended sending still receives. */
static int half_close(int domain) {
  int pair[2];
  char buffer[8];
  TRY(connected(domain, pair));
  TRY(send(pair[0], "all", 3, 0));
  TRY(shutdown(pair[0], SHUT_WR));
  SAME(recv(pair[1], buffer, sizeof buffer, 0) == 3);
  SAME(recv(pair[1], buffer, sizeof buffer, 0) == 0);
  TRY(send(pair[1], "answer", 6, 0));
  SAME(recv(pair[0], buffer, sizeof buffer, 0) == 6);
  return YES;
}

static int shutdown_read(int domain) {
  int pair[2];
  char buffer[8];
  TRY(connected(domain, pair));
  TRY(shutdown(pair[0], SHUT_RD));
  SAME(recv(pair[0], buffer, sizeof buffer, 0) == 0);
  TRY(send(pair[0], "still", 5, 0));
  SAME(recv(pair[1], buffer, sizeof buffer, 0) == 5);
  return YES;
}

static int end_of_file(int domain) {
  int pair[2];
  char buffer[8];
  TRY(connected(domain, pair));
  TRY(send(pair[0], "last", 4, 0));
  TRY(close(pair[0]));
  SAME(recv(pair[1], buffer, sizeof buffer, 0) == 4);
  SAME(recv(pair[1], buffer, sizeof buffer, 0) == 0);
  return YES;
}

/** Closed with SO_LINGER's time 0, a connection is reset. */
static int reset(int domain) {
  int pair[2];
  char buffer[1];
  struct linger none = {1, 0};
  TRY(connected(domain, pair));
  TRY(setsockopt(pair[0], SOL_SOCKET, SO_LINGER, &none, sizeof none));
  TRY(close(pair[0]));
  return fails(recv(pair[1], buffer, 1, 0), ECONNRESET);
}

void connections(void) {
  probe("queue", queue, AF_INET);
  probe("names", both_names, AF_INET);
  probe("client-bind", client_bind, AF_INET);
  probe("connect-nonblocking", connect_nonblocking, AF_INET);
  probe("type-nonblocking", type_nonblocking, AF_INET);
  probe("connect-datagram", connect_datagram, AF_INET);
  probe("shutdown-write", half_close, AF_INET);
  probe("shutdown-read", shutdown_read, AF_INET);
  probe("end-of-file", end_of_file, AF_INET);
  probe("reset", reset, AF_INET);
}
