// What the host's select does not tell: whether a socket that can be read has ended or failed, and how much there is to
// read. Looking is a receive that leaves everything in place, but for errors: a system tells each once.
#include "condition.h"
#include <stdlib.h>
#include <sys/socket.h>
#include "fail.h"
#include "flags.h"
#include "options.h"
#include "sockets.h"
#include "transfer.h"

/** What a socket has that nobody asked for, and poll tells all the same. */
#define ALWAYS (POLLERR | POLLHUP)

/** Bytes that are looked at first, to know how many there are; twice as many as long as that is not all. */
#define FIRST_LOOK 65536

static bool is_listener(const struct socket *socket) {
  return wasock_integer_option(socket->base.handle, OPTION_NAME_SO_ACCEPTCONN) != 0;
}

/** What a socket shows that has failed. */
static short failure(const struct socket *socket) {
  return socket->type == SOCK_STREAM ? POLLIN | POLLRDHUP | POLLHUP | POLLERR : POLLERR;
}

/** Whether a stream takes nothing more. Sending no bytes tells, and sends nothing. */
static bool sending_ended(const struct socket *socket) {
  int result[2];
  host_send(socket->base.handle, NULL, 0, wasock_send_flags(MSG_DONTWAIT), result);
  return *(unsigned char *)result != 0 && wasock_errno((unsigned char)result[1]) == EPIPE;
}

/**
 * Looks at a socket, without taking anything but an error, which it keeps for whoever asks next.
 *
 * @returns POLLIN if there is something to read or accept, POLLRDHUP at the end of the stream, POLLHUP if its other
 *   direction has ended too, POLLERR if there is an error
 */
static short condition_of(struct socket *socket) {
  if (socket->error != 0) return failure(socket);
  char byte;
  int before = errno;
  ssize_t length = wasock_receive(socket->base.handle, &byte, 1, wasock_receive_flags(MSG_PEEK | MSG_DONTWAIT));
  int error = length < 0 ? errno : 0;
  errno = before;
  switch (error) {
    case 0:
      if (length > 0 || socket->type != SOCK_STREAM) return POLLIN;
      return POLLIN | POLLRDHUP | (sending_ended(socket) ? POLLHUP : 0);
    case EAGAIN:
    case EOPNOTSUPP:
      return 0;
    case ENOTCONN:
    case EINVAL:
      // A listener, which is no byte stream, or a stream that is not connected.
      if (socket->type != SOCK_STREAM || socket->connecting) return 0;
      return is_listener(socket) ? POLLIN : POLLHUP;
  }
  socket->error = error;
  return failure(socket);
}

/** The same, of a socket that was connecting and is no more: POLLERR and POLLHUP, or nothing. */
static short connected(struct socket *socket) {
  socket->connecting = false;
  if (socket->error == 0) socket->error = wasock_take_error(socket->base.handle);
  return socket->error == 0 ? 0 : POLLHUP | POLLERR;
}

struct readiness wasock_look(struct description *description, short events, bool conditions) {
  struct socket *socket = (struct socket *)description;
  if (socket->error != 0) {
    short told = conditions ? (condition_of(socket) | WRITE) & (events | ALWAYS) : events & (READ | WRITE);
    if (told != 0) return (struct readiness){.told = told};
  }
  if (!conditions || (events & (READ | WRITE)) != 0) return (struct readiness){.awaited = events};
  // Its end or an error can be waited for as long as there is nothing to read.
  short condition = condition_of(socket);
  if (condition == 0) return (struct readiness){.awaited = events | READ};
  return (struct readiness){.told = condition & (events | ALWAYS), .awaited = events, .blind = true};
}

short wasock_ready(struct description *description, short events, short direction) {
  struct socket *socket = (struct socket *)description;
  short asked = events & direction;
  if (direction == WRITE) return asked | (socket->connecting ? connected(socket) : 0);
  short condition = condition_of(socket);
  if ((condition & POLLIN) != 0) condition |= POLLRDNORM;
  // Nothing there: it is taken already, or is an error message, which only MSG_ERRQUEUE shows.
  if (condition == 0) return asked != 0 ? asked : POLLERR;
  return condition & (events | ALWAYS);
}

/** Of a stream: its bytes, which are received without being taken. @returns -1 with errno */
static ssize_t stream_length(const struct socket *socket) {
  size_t most = (size_t)wasock_integer_option(socket->base.handle, OPTION_NAME_SO_RCVBUF);
  for (size_t room = FIRST_LOOK;; room *= 2) {
    char *buffer = malloc(room);
    if (buffer == NULL) return fail(ENOMEM);
    ssize_t length = wasock_receive(socket->base.handle, buffer, room, wasock_receive_flags(MSG_PEEK | MSG_DONTWAIT));
    free(buffer);
    if (length < (ssize_t)room || room > most) return length;
  }
}

/** And of packets: the length of the first. */
static ssize_t packet_length(const struct socket *socket) {
  return wasock_receive_from(socket->base.handle, NULL, 0, MSG_PEEK | MSG_DONTWAIT | MSG_TRUNC, NULL, NULL);
}

int wasock_count_readable(struct description *description, int *count) {
  struct socket *socket = (struct socket *)description;
  *count = 0;
  if (socket->error != 0) return 0;
  ssize_t length = socket->type == SOCK_STREAM ? stream_length(socket) : packet_length(socket);
  if (length >= 0) {
    *count = (int)length;
    return 0;
  }
  if (errno == ENOMEM) return -1;
  bool nothing = errno == EAGAIN || errno == ENOTCONN || errno == EINVAL;
  if (nothing && is_listener(socket)) return fail(EINVAL);
  // Looking has taken an error, which the next operation tells.
  if (!nothing) socket->error = errno;
  return 0;
}
