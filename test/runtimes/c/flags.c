// As guests/flags.ts.
#include "probe.h"

static char buffer[32];

/** Whether a receive gives this. */
static bool hears(int fd, const char *text, int flags) {
  ssize_t length = recv(fd, buffer, sizeof buffer, flags);
  return length == (ssize_t)strlen(text) && memcmp(buffer, text, (size_t)length) == 0;
}

static int peek(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(send(pair[0], "seen", 4, 0));
  TRY(recv(pair[1], buffer, 10, MSG_PEEK));
  SAME(hears(pair[1], "seen", MSG_PEEK) && hears(pair[1], "seen", 0));
  return YES;
}

/** All of two pieces; with the sender's end, less. */
static int wait_all(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(send(pair[0], "one", 3, 0));
  TRY(send(pair[0], "two", 3, 0));
  TRY(recv(pair[1], buffer, 6, MSG_WAITALL));
  SAME(memcmp(buffer, "onetwo", 6) == 0);
  TRY(send(pair[0], "end", 3, 0));
  TRY(close(pair[0]));
  ssize_t length;
  TRY(length = recv(pair[1], buffer, 6, MSG_WAITALL));
  SAME(length == 3);
  return YES;
}

static int dont_wait(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  return fails(recv(pair[1], buffer, 1, MSG_DONTWAIT), EAGAIN);
}

/** Two sockets of UDP, of which the first is connected to the other. */
static int directed(int domain, int pair[2]) {
  if (datagrams(domain, pair) == -1) return -1;
  struct address to = loopback(domain, port_of(pair[1]));
  return connect(pair[0], NAME(to), to.length);
}

/** The length of the whole datagram, of which there is room for a part. */
static int trunc_datagram(int domain) {
  int pair[2];
  TRY(directed(domain, pair));
  TRY(send(pair[0], "datagram", 8, 0));
  ssize_t length;
  TRY(length = recv(pair[1], buffer, 4, MSG_TRUNC));
  SAME(length == 8);
  return YES;
}

/** Bytes that are not wanted. */
static int trunc_stream(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(send(pair[0], "unwanted, wanted", 16, 0));
  TRY(recv(pair[1], buffer, 10, MSG_TRUNC));
  SAME(hears(pair[1], "wanted", 0));
  return YES;
}

static int out_of_band(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(send(pair[0], "ab!", 3, MSG_OOB));
  SAME(hears(pair[1], "ab", 0));
  TRY(recv(pair[1], buffer, 1, MSG_OOB));
  SAME(buffer[0] == '!');
  return YES;
}

static int at_mark(int domain) {
  int pair[2], before, after;
  TRY(connected(domain, pair));
  TRY(send(pair[0], "ab!", 3, MSG_OOB));
  TRY(before = sockatmark(pair[1]));
  SAME(hears(pair[1], "ab", 0));
  TRY(after = sockatmark(pair[1]));
  SAME(before == 0 && after == 1);
  return YES;
}

static int dont_route(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(send(pair[0], "hint", 4, MSG_DONTROUTE));
  SAME(hears(pair[1], "hint", 0));
  return YES;
}

/** Two sends make one datagram. */
static int more(int domain) {
  int pair[2];
  TRY(directed(domain, pair));
  TRY(send(pair[0], "one", 3, MSG_MORE));
  TRY(send(pair[0], "two", 3, 0));
  SAME(hears(pair[1], "onetwo", 0));
  return YES;
}

static int no_signal(int domain) {
  int pair[2];
  TRY(connected(domain, pair));
  TRY(shutdown(pair[0], SHUT_WR));
  return fails(send(pair[0], "x", 1, MSG_NOSIGNAL), EPIPE);
}

static int end_of_record(int domain) {
  int pair[2];
  TRY(socketpair(domain, SOCK_SEQPACKET, 0, pair));
  TRY(send(pair[0], "one", 3, MSG_EOR));
  TRY(send(pair[0], "two", 3, MSG_EOR));
  SAME(hears(pair[1], "one", 0) && hears(pair[1], "two", 0));
  return YES;
}

void flags(void) {
  probe("peek", peek, AF_INET);
  probe("waitall", wait_all, AF_INET);
  probe("dontwait", dont_wait, AF_INET);
  probe("trunc-datagram", trunc_datagram, AF_INET);
  probe("trunc-stream", trunc_stream, AF_INET);
  probe("oob", out_of_band, AF_INET);
  probe("atmark", at_mark, AF_INET);
  probe("dontroute", dont_route, AF_INET);
  probe("more", more, AF_INET);
  probe("nosignal", no_signal, AF_INET);
  probe("eor", end_of_record, AF_UNIX);
}
