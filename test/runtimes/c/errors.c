// As guests/errors.ts: `yes` if a mistake has the errno that Linux gives, and otherwise the errno that it has.
#include "probe.h"

static int socket_at(int domain, int type, int port) {
  struct address address = loopback(domain, port);
  int fd = create(domain, type, 0);
  return fd == -1 || connect(fd, NAME(address), address.length) == -1 ? -1 : fd;
}

static int connect_to_port(int fd, int port) {
  struct address address = loopback(AF_INET, port);
  return connect(fd, NAME(address), address.length);
}

/** An address that is no one's here. */
static struct address elsewhere(int port) {
  struct address address = loopback(AF_INET, port);
  ((struct sockaddr_in *)&address.name)->sin_addr.s_addr = htonl(0xc0000201);
  return address;
}

/** A port at which nobody listens, or receives. */
static int deserted(int type) {
  int fd = bound(AF_INET, type), port = port_of(fd);
  close(fd);
  return port;
}

static int refused(int type) {
  return fails(socket_at(AF_INET, type, deserted(type)), ECONNREFUSED);
}

/** The error is the socket's until it is asked for. */
static int refused_nonblocking(int type) {
  int client, error = 0;
  socklen_t length = sizeof error;
  TRY(client = create(AF_INET, type | SOCK_NONBLOCK, 0));
  SAME(connect_to_port(client, deserted(type)) == -1);
  struct pollfd writable = {client, POLLOUT, 0};
  SAME(poll(&writable, 1, 2000) == 1);
  TRY(getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &length));
  return error == ECONNREFUSED ? YES : error == 0 ? NO : error;
}

/** The next call after a datagram that nobody takes says so. */
static int refused_datagram(int type) {
  int client;
  char buffer[1];
  TRY(client = socket_at(AF_INET, type, deserted(type)));
  TRY(send(client, "x", 1, 0));
  return fails(recv(client, buffer, 1, 0), ECONNREFUSED);
}

/** There is no way out of this network. */
static int unreachable(int type) {
  struct address address = elsewhere(9);
  int client;
  TRY(client = create(AF_INET, type, 0));
  return fails(connect(client, NAME(address), address.length), ENETUNREACH);
}

/** A connection that gets no answer, since the listener's queue is full, is begun once more. */
static int already(int type) {
  int server, client;
  struct timeval time = {0, 50000};
  TRY(server = listening(AF_INET));
  TRY(listen(server, 0));
  for (int i = 0; i < 4; i++) {
    TRY(client = create(AF_INET, type, 0));
    TRY(setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time));
    if (connect_to_port(client, port_of(server)) == -1)
      return fails(connect_to_port(client, port_of(server)), EALREADY);
  }
  return NO;
}

static int connected_already(int type) {
  int pair[2], server;
  (void)type;
  TRY(connected(AF_INET, pair));
  TRY(server = listening(AF_INET));
  return fails(connect_to_port(pair[0], port_of(server)), EISCONN);
}

static int connect_listener(int type) {
  int server, other;
  (void)type;
  TRY(server = listening(AF_INET));
  TRY(other = listening(AF_INET));
  return fails(connect_to_port(server, port_of(other)), EISCONN);
}

static int not_connected_send(int type) {
  int fd;
  TRY(fd = create(AF_INET, type, 0));
  return fails(send(fd, "x", 1, 0), EPIPE);
}

static int not_connected_receive(int type) {
  int fd;
  char buffer[1];
  TRY(fd = create(AF_INET, type, 0));
  return fails(recv(fd, buffer, 1, 0), ENOTCONN);
}

static int not_connected_peer(int type) {
  int fd;
  struct address peer = {.length = sizeof peer.name};
  TRY(fd = create(AF_INET, type, 0));
  return fails(getpeername(fd, NAME(peer), &peer.length), ENOTCONN);
}

static int not_connected_shutdown(int type) {
  int fd;
  TRY(fd = create(AF_INET, type, 0));
  return fails(shutdown(fd, SHUT_WR), ENOTCONN);
}

static int address_in_use(int type) {
  int server, other;
  TRY(server = listening(AF_INET));
  TRY(other = create(AF_INET, type, 0));
  struct address address = loopback(AF_INET, port_of(server));
  return fails(bind(other, NAME(address), address.length), EADDRINUSE);
}

static int address_elsewhere(int type) {
  struct address address = elsewhere(0);
  int fd;
  TRY(fd = create(AF_INET, type, 0));
  return fails(bind(fd, NAME(address), address.length), EADDRNOTAVAIL);
}

static int bound_already(int type) {
  struct address address = loopback(AF_INET, 0);
  int fd;
  TRY(fd = bound(AF_INET, type));
  return fails(bind(fd, NAME(address), address.length), EINVAL);
}

static int not_listening(int type) {
  int fd;
  TRY(fd = bound(AF_INET, type));
  return fails(accept(fd, NULL, NULL), EINVAL);
}

static int listen_datagram(int type) {
  int fd;
  TRY(fd = bound(AF_INET, type));
  return fails(listen(fd, 1), EOPNOTSUPP);
}

/** Who has ended sending sends. */
static int ended(int type) {
  int pair[2];
  (void)type;
  TRY(connected(AF_INET, pair));
  TRY(shutdown(pair[0], SHUT_WR));
  return fails(send(pair[0], "x", 1, 0), EPIPE);
}

/** The peer closes without having read all. */
static int reset_by_peer(int type) {
  int pair[2];
  char buffer[1];
  (void)type;
  TRY(connected(AF_INET, pair));
  TRY(send(pair[0], "unread", 6, 0));
  // When it has come, and not before.
  struct pollfd readable = {pair[1], POLLIN, 0};
  SAME(poll(&readable, 1, 2000) == 1);
  TRY(close(pair[1]));
  return fails(recv(pair[0], buffer, 1, 0), ECONNRESET);
}

static int no_destination(int type) {
  int fd;
  TRY(fd = create(AF_INET, type, 0));
  return fails(send(fd, "x", 1, 0), EDESTADDRREQ);
}

static int too_large(int type) {
  static char large[65508];
  int pair[2];
  (void)type;
  TRY(datagrams(AF_INET, pair));
  struct address to = loopback(AF_INET, port_of(pair[1]));
  return fails(sendto(pair[0], large, sizeof large, 0, NAME(to), to.length), EMSGSIZE);
}

static int broadcast_denied(int type) {
  struct sockaddr_in all = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(0x7fffffff)};
  int fd;
  TRY(fd = create(AF_INET, type, 0));
  return fails(sendto(fd, "x", 1, 0, (struct sockaddr *)&all, sizeof all), EACCES);
}

static int wrong_protocol(int type) {
  return fails(socket(AF_INET, type, IPPROTO_UDP), EPROTONOSUPPORT);
}

void errors(void) {
  probe("refused", refused, SOCK_STREAM);
  probe("refused-nonblocking", refused_nonblocking, SOCK_STREAM);
  probe("refused-datagram", refused_datagram, SOCK_DGRAM);
  probe("unreachable", unreachable, SOCK_STREAM);
  probe("already", already, SOCK_STREAM);
  probe("connected-already", connected_already, SOCK_STREAM);
  probe("connect-listener", connect_listener, SOCK_STREAM);
  probe("not-connected-send", not_connected_send, SOCK_STREAM);
  probe("not-connected-receive", not_connected_receive, SOCK_STREAM);
  probe("not-connected-peer", not_connected_peer, SOCK_STREAM);
  probe("not-connected-shutdown", not_connected_shutdown, SOCK_STREAM);
  probe("address-in-use", address_in_use, SOCK_STREAM);
  probe("address-elsewhere", address_elsewhere, SOCK_STREAM);
  probe("bound-already", bound_already, SOCK_STREAM);
  probe("not-listening", not_listening, SOCK_STREAM);
  probe("listen-datagram", listen_datagram, SOCK_DGRAM);
  probe("pipe", ended, SOCK_STREAM);
  probe("reset-by-peer", reset_by_peer, SOCK_STREAM);
  probe("no-destination", no_destination, SOCK_DGRAM);
  probe("too-large", too_large, SOCK_DGRAM);
  probe("broadcast-denied", broadcast_denied, SOCK_DGRAM);
  probe("wrong-protocol", wrong_protocol, SOCK_STREAM);
}
