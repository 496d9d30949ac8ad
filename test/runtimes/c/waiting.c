// As guests/waiting.ts.
#include "probe.h"

/** A time limit, in milliseconds; and how much too early a clock may say that it is over. */
#define LIMIT 60
#define EARLY 10

/** More than the buffers of a connection take at once. */
static char much[1 << 20];

/** Sets a time limit of a socket. */
static int limit(int fd, int option) {
  struct timeval time = {0, LIMIT * 1000};
  return setsockopt(fd, SOL_SOCKET, option, &time, sizeof time);
}

/** What a call that ran into the limit gives. */
static int ran_out(long result, double since, int expected) {
  PASS(fails(result, expected));
  SAME(now() - since >= LIMIT - EARLY);
  return YES;
}

/** Whether a socket is readable, or writable, within some milliseconds. */
static bool is_ready(int fd, short events, int milliseconds) {
  struct pollfd one = {fd, events, 0};
  return poll(&one, 1, milliseconds) == 1 && (one.revents & events) != 0;
}

static int receive_limit(int domain) {
  int pair[2];
  char buffer[1];
  TRY(connected(domain, pair));
  TRY(limit(pair[0], SO_RCVTIMEO));
  double start = now();
  return ran_out(recv(pair[0], buffer, 1, 0), start, EAGAIN);
}

/** Nobody reads: sends take what the buffers hold, and then nothing. */
static int send_limit(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(limit(pair[0], SO_SNDTIMEO));
  for (int i = 0; i < 60; i++) {
    double start = now();
    errno = 0;
    ssize_t count = send(pair[0], much, sizeof much, 0);
    if (count == -1) return ran_out(count, start, EAGAIN);
  }
  return NO;
}

static int accept_limit(int domain) {
  int server;
  TRY(server = listening(domain));
  TRY(limit(server, SO_RCVTIMEO));
  double start = now();
  return ran_out(accept(server, NULL, NULL), start, EAGAIN);
}

/** The listener's queue is full, so that a connection gets no answer. */
static int connect_limit(int domain) {
  int server, client;
  TRY(server = listening(domain));
  TRY(listen(server, 0));
  struct address to = loopback(domain, port_of(server));
  for (int i = 0; i < 4; i++) {
    TRY(client = create(domain, SOCK_STREAM, 0));
    TRY(limit(client, SO_SNDTIMEO));
    double start = now();
    int result = connect(client, NAME(to), to.length);
    if (result == -1) return ran_out(result, start, EINPROGRESS);
  }
  return NO;
}

static int limit_read_back(int domain) {
  int fd;
  struct timeval time = {3, 500000}, found = {0};
  socklen_t length = sizeof found;
  TRY(fd = create(domain, SOCK_DGRAM, 0));
  TRY(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time));
  TRY(getsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &found, &length));
  SAME(found.tv_sec == 3 && found.tv_usec == 500000);
  return YES;
}

static int nonblocking_receive(int domain) {
  int pair[2];
  char buffer[1];
  TRY(connected(domain, pair));
  TRY(fcntl(pair[0], F_SETFL, O_NONBLOCK));
  return fails(recv(pair[0], buffer, 1, 0), EAGAIN);
}

static int nonblocking_send(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(fcntl(pair[0], F_SETFL, O_NONBLOCK));
  for (int i = 0; i < 100; i++)
    if (send(pair[0], much, sizeof much, 0) == -1) return fails(-1, EAGAIN);
  return NO;
}

static int nonblocking_accept(int domain) {
  int server;
  TRY(server = listening(domain));
  TRY(fcntl(server, F_SETFL, O_NONBLOCK));
  return fails(accept(server, NULL, NULL), EAGAIN);
}

static int blocking_again(int domain) {
  int pair[2];
  char buffer[1];
  TRY(connected(domain, pair));
  TRY(fcntl(pair[0], F_SETFL, O_NONBLOCK));
  TRY(fcntl(pair[0], F_SETFL, 0));
  TRY(limit(pair[0], SO_RCVTIMEO));
  double start = now();
  return ran_out(recv(pair[0], buffer, 1, 0), start, EAGAIN);
}

static int select_read(int domain) {
  int pair[2];
  fd_set set;
  TRY(connected(domain, pair));
  TRY(send(pair[0], "x", 1, 0));
  FD_ZERO(&set), FD_SET(pair[0], &set), FD_SET(pair[1], &set);
  int count;
  struct timeval time = {2, 0};
  TRY(count = select(pair[1] + pair[0] + 1, &set, NULL, NULL, &time));
  SAME(count == 1 && FD_ISSET(pair[1], &set) && !FD_ISSET(pair[0], &set));
  return YES;
}

/** A full socket is ready for writing only when it has been read from. */
static int select_write(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(fcntl(pair[0], F_SETFL, O_NONBLOCK));
  while (send(pair[0], much, sizeof much, 0) > 0);
  SAME(!is_ready(pair[0], POLLOUT, 0));
  TRY(fcntl(pair[1], F_SETFL, O_NONBLOCK));
  while (is_ready(pair[1], POLLIN, 20)) TRY(recv(pair[1], much, sizeof much, 0));
  SAME(is_ready(pair[0], POLLOUT, 2000));
  return YES;
}

/** Out-of-band data is the exception that select knows. */
static int select_except(int domain) {
  int pair[2];
  fd_set set;
  TRY(connected(domain, pair));
  TRY(send(pair[0], "!", 1, MSG_OOB));
  FD_ZERO(&set), FD_SET(pair[1], &set);
  struct timeval time = {2, 0};
  int count;
  TRY(count = select(pair[1] + 1, NULL, NULL, &set, &time));
  SAME(count == 1 && FD_ISSET(pair[1], &set));
  return YES;
}

static int select_accept(int domain) {
  int server;
  TRY(server = listening(domain));
  SAME(!is_ready(server, POLLIN, 0));
  TRY(connect_to(server, domain));
  SAME(is_ready(server, POLLIN, 2000));
  TRY(accept(server, NULL, NULL));
  return YES;
}

/** Sockets of TCP and of UDP, a listener too. */
static int select_datagram(int domain) {
  int stream[2], datagram[2], server;
  TRY(connected(domain, stream));
  TRY(datagrams(domain, datagram));
  TRY(server = listening(domain));
  struct address to = loopback(domain, port_of(datagram[1]));
  TRY(sendto(datagram[0], "x", 1, 0, NAME(to), to.length));
  SAME(is_ready(datagram[1], POLLIN, 2000));
  struct pollfd all[] = {
    {server, POLLIN, 0},     {stream[1], POLLIN, 0},    {datagram[1], POLLIN, 0},
    {stream[0], POLLOUT, 0}, {datagram[0], POLLOUT, 0},
  };
  int count;
  TRY(count = poll(all, 5, 2000));
  SAME(count == 3 && all[0].revents == 0 && all[1].revents == 0);
  return YES;
}

/** A socket of the guest's own among those of the network. */
static int select_local(int domain) {
  int local[2], stream[2];
  TRY(socketpair(AF_UNIX, SOCK_STREAM, 0, local));
  TRY(connected(domain, stream));
  struct pollfd both[] = {{stream[1], POLLIN, 0}, {local[1], POLLIN, 0}};
  SAME(poll(both, 2, 1) == 0);
  TRY(send(local[0], "x", 1, 0));
  SAME(poll(both, 2, 2000) == 1 && both[1].revents == POLLIN);
  TRY(send(stream[0], "x", 1, 0));
  SAME(is_ready(stream[1], POLLIN, 2000) && poll(both, 2, 2000) == 2);
  return YES;
}

static int select_timeout(int domain) {
  int pair[2];
  fd_set set;
  TRY(connected(domain, pair));
  FD_ZERO(&set), FD_SET(pair[0], &set);
  struct timeval time = {0, LIMIT * 1000};
  double start = now();
  int count;
  TRY(count = select(pair[0] + 1, &set, NULL, NULL, &time));
  SAME(count == 0 && !FD_ISSET(pair[0], &set) && now() - start >= LIMIT - EARLY);
  return YES;
}

/** One of 200 is ready. */
static int select_many(int domain) {
  static struct pollfd all[200];
  for (int i = 0; i < 200; i++) {
    all[i].events = POLLIN;
    TRY(all[i].fd = bound(domain, SOCK_DGRAM));
  }
  struct address to = loopback(domain, port_of(all[199].fd));
  TRY(sendto(all[0].fd, "x", 1, 0, NAME(to), to.length));
  int count;
  TRY(count = poll(all, 200, 2000));
  SAME(count == 1 && all[199].revents == POLLIN);
  for (int i = 0; i < 200; i++) close(all[i].fd);
  return YES;
}

void waiting(void) {
  probe("receive-limit", receive_limit, AF_INET);
  probe("send-limit", send_limit, AF_INET);
  probe("accept-limit", accept_limit, AF_INET);
  probe("connect-limit", connect_limit, AF_INET);
  probe("limit-read-back", limit_read_back, AF_INET);
  probe("nonblocking-receive", nonblocking_receive, AF_INET);
  probe("nonblocking-send", nonblocking_send, AF_INET);
  probe("nonblocking-accept", nonblocking_accept, AF_INET);
  probe("blocking-again", blocking_again, AF_INET);
  probe("select-read", select_read, AF_INET);
  probe("select-write", select_write, AF_INET);
  probe("select-except", select_except, AF_INET);
  probe("select-accept", select_accept, AF_INET);
  probe("select-datagram", select_datagram, AF_INET);
  probe("select-local", select_local, AF_INET);
  probe("select-timeout", select_timeout, AF_INET);
  probe("select-many", select_many, AF_INET);
}
