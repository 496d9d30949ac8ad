// What the host's select does not tell: whether a socket that can be read has ended or failed. Looking is a receive
// that leaves everything in place, but for errors: a system tells each once.
#include "condition.h"
#include <poll.h>
#include <sys/socket.h>
#include "options.h"
#include "transfer.h"

/** What a socket shows that has failed. */
static short failure(const struct description *socket) {
  return socket->type == SOCK_STREAM ? POLLIN | POLLRDHUP | POLLHUP | POLLERR : POLLERR;
}

/** Whether a stream takes nothing more. Sending no bytes tells, and sends nothing. */
static bool sending_ended(struct description *socket) {
  int result[2];
  host_send(socket->handle, NULL, 0, wasock_send_flags(MSG_DONTWAIT), result);
  return *(unsigned char *)result != 0 && wasock_errno((unsigned char)result[1]) == EPIPE;
}

short wasock_condition(struct description *socket) {
  if (socket->error != 0) return failure(socket);
  char byte;
  int before = errno;
  ssize_t length = wasock_receive(socket->handle, &byte, 1, wasock_receive_flags(MSG_PEEK | MSG_DONTWAIT));
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
      // A listener, which is no stream of bytes, or a stream that leads nowhere.
      if (socket->type != SOCK_STREAM || socket->connecting) return 0;
      return wasock_integer_option(socket, OPTION_NAME_SO_ACCEPTCONN) != 0 ? POLLIN : POLLHUP;
  }
  socket->error = error;
  return failure(socket);
}

short wasock_connected(struct description *socket) {
  socket->connecting = false;
  if (socket->error == 0) socket->error = wasock_take_error(socket);
  return socket->error == 0 ? 0 : POLLHUP | POLLERR;
}
