// Descriptors: the table of all numbers, and what duplicates and closes them.
#include "descriptors.h"
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>
#include "fail.h"
#include "streams.h"

// Two arrays: a module carries every byte of one that is initialised, which would be 32 KiB of zeros.
static struct description *standard[STREAMS] = {&wasock_streams[0], &wasock_streams[1], &wasock_streams[2]};
static struct description *others[DESCRIPTORS - STREAMS];

/** The place of a number in the table. @param fd from 0 to DESCRIPTORS - 1 */
static struct description **at(int fd) {
  return fd < STREAMS ? &standard[fd] : &others[fd - STREAMS];
}

struct description *wasock_description(int fd) {
  struct description *found = fd >= 0 && fd < DESCRIPTORS ? *at(fd) : NULL;
  if (found == NULL) errno = EBADF;
  return found;
}

struct description *wasock_by_serial(unsigned serial, int fd) {
  struct description *found = fd >= 0 && fd < DESCRIPTORS ? *at(fd) : NULL;
  for (int other = 0; (found == NULL || found->serial != serial) && other < DESCRIPTORS; other++) found = *at(other);
  return found != NULL && found->serial == serial ? found : NULL;
}

static int lowest_free(int from) {
  for (int fd = from; fd < DESCRIPTORS; fd++)
    if (*at(fd) == NULL) return fd;
  return fail(EMFILE);
}

int wasock_add(struct description *description) {
  static unsigned made = STREAMS;
  int fd = lowest_free(0);
  if (fd < 0) return -1;
  description->references = 1;
  description->serial = made++;
  *at(fd) = description;
  return fd;
}

static void release(int fd) {
  struct description *description = *at(fd);
  *at(fd) = NULL;
  if (--description->references == 0) description->operations->close(description);
}

int close(int fd) {
  if (wasock_description(fd) == NULL) return -1;
  release(fd);
  return 0;
}

/** The function by which stdio closes. */
__wasi_errno_t __wrap___wasi_fd_close(__wasi_fd_t fd) {
  return close((int)fd) == 0 ? 0 : EBADF;
}

static int duplicate(int fd, int from) {
  struct description *description = wasock_description(fd);
  if (description == NULL) return -1;
  int copy = lowest_free(from);
  if (copy < 0) return -1;
  description->references++;
  *at(copy) = description;
  return copy;
}

int dup(int fd) {
  return duplicate(fd, 0);
}

int dup3(int fd, int to, int flags) {
  if (fd != to && (flags & ~O_CLOEXEC) == 0) return dup2(fd, to);
  return fail(EINVAL);
}

int dup2(int fd, int to) {
  struct description *description = wasock_description(fd);
  if (description == NULL) return -1;
  if (to < 0 || to >= DESCRIPTORS) return fail(EBADF);
  if (fd == to) return to;
  description->references++;
  if (*at(to) != NULL) release(to);
  *at(to) = description;
  return to;
}

/** F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL. Nothing is ever executed, so FD_CLOEXEC means nothing. */
int fcntl(int fd, int command, ...) {
  va_list arguments;
  va_start(arguments, command);
  int argument = command == F_GETFD || command == F_GETFL ? 0 : va_arg(arguments, int);
  va_end(arguments);
  struct description *description = wasock_description(fd);
  if (description == NULL) return -1;
  switch (command) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
      if (argument < 0) break;
      return duplicate(fd, argument);
    case F_GETFD:
      return FD_CLOEXEC;
    case F_SETFD:
      return 0;
    case F_GETFL:
      return description->operations->flags(description);
    case F_SETFL:
      return description->operations->set_nonblocking(description, (argument & O_NONBLOCK) != 0);
  }
  return fail(EINVAL);
}
