// ioctl: how much there is to read, the mode, the mark.
#include <stdarg.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include "fail.h"
#include "sockets.h"

int sockatmark(int fd) {
  struct socket *socket = wasock_socket(fd);
  unsigned char result[2];
  if (socket == NULL) return -1;
  host_at_mark(socket->base.handle, result);
  return result[0] == 0 ? result[1] : wasock_fail(result[1]);
}

int __real_ioctl(int fd, int request, ...);

/** FIONREAD. */
static int count_readable(struct description *description, int *count) {
  const struct operations *operations = description->operations;
  if (operations->count_readable == NULL) return __real_ioctl(description->handle, FIONREAD, count);
  return operations->count_readable(description, count);
}

int __wrap_ioctl(int fd, int request, ...) {
  struct description *description = wasock_description(fd);
  if (description == NULL) return -1;
  va_list arguments;
  va_start(arguments, request);
  int *argument = va_arg(arguments, int *);
  va_end(arguments);
  switch (request) {
    case FIONREAD:
      return count_readable(description, argument);
    case FIONBIO:
      return description->operations->set_nonblocking(description, *argument != 0);
    case SIOCATMARK:
      *argument = sockatmark(fd);
      return *argument < 0 ? -1 : 0;
  }
  return fail(ENOTTY);
}
