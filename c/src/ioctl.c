// ioctl: how much there is to read, the mode, the mark.
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include "options.h"
#include "transfer.h"

/** Bytes that are looked at first, to know how many there are; twice as many as long as that is not all. */
#define FIRST_LOOK 65536

/** What FIONREAD tells of a stream: its bytes, which are received without being taken. @returns -1 with errno */
static ssize_t readable(const struct description *socket) {
  size_t most = (size_t)wasock_integer_option(socket, OPTION_NAME_SO_RCVBUF);
  for (size_t room = FIRST_LOOK;; room *= 2) {
    char *buffer = malloc(room);
    if (buffer == NULL) {
      errno = ENOMEM;
      return -1;
    }
    ssize_t length = wasock_receive(socket->handle, buffer, room, wasock_receive_flags(MSG_PEEK | MSG_DONTWAIT));
    free(buffer);
    if (length < (ssize_t)room || room > most) return length;
  }
}

/** And of packets: the length of the first. */
static ssize_t first_length(int fd) {
  return recv(fd, NULL, 0, MSG_PEEK | MSG_DONTWAIT | MSG_TRUNC);
}

/** FIONREAD. */
static int count_readable(int fd, struct description *socket, int *count) {
  *count = 0;
  if (socket->error != 0) return 0;
  ssize_t length = socket->type == SOCK_STREAM ? readable(socket) : first_length(fd);
  if (length >= 0) {
    *count = (int)length;
    return 0;
  }
  if (errno == ENOMEM) return -1;
  bool nothing = errno == EAGAIN || errno == ENOTCONN || errno == EINVAL;
  if (nothing && wasock_integer_option(socket, OPTION_NAME_SO_ACCEPTCONN) != 0) {
    errno = EINVAL;
    return -1;
  }
  // Looking has taken an error, which the next operation tells.
  if (!nothing) socket->error = errno;
  return 0;
}

int __real_ioctl(int fd, int request, ...);

int __wrap_ioctl(int fd, int request, ...) {
  struct description *description = wasock_description(fd);
  if (description == NULL) return -1;
  va_list arguments;
  va_start(arguments, request);
  int *argument = va_arg(arguments, int *);
  va_end(arguments);
  switch (request) {
    case FIONREAD:
      if (!description->socket) return __real_ioctl(description->handle, FIONREAD, argument);
      return count_readable(fd, description, argument);
    case FIONBIO:
      return fcntl(fd, F_SETFL, *argument != 0 ? O_NONBLOCK : 0);
    case SIOCATMARK:
      *argument = sockatmark(fd);
      return *argument < 0 ? -1 : 0;
  }
  errno = ENOTTY;
  return -1;
}
