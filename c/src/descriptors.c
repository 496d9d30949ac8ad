// Descriptors: the table of all numbers, and what duplicates and closes them.
#include "descriptors.h"
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>
#include <wasi/api.h>

static struct description standard[] = {
  {.references = 1, .handle = 0}, {.references = 1, .handle = 1}, {.references = 1, .handle = 2},
};
static struct description *table[DESCRIPTORS] = {&standard[0], &standard[1], &standard[2]};

struct description *wasock_description(int fd) {
  struct description *found = fd >= 0 && fd < DESCRIPTORS ? table[fd] : NULL;
  if (found == NULL) errno = EBADF;
  return found;
}

struct description *wasock_socket(int fd) {
  struct description *found = wasock_description(fd);
  if (found == NULL || found->socket) return found;
  errno = ENOTSOCK;
  return NULL;
}

static int lowest_free(int from) {
  for (int fd = from; fd < DESCRIPTORS; fd++)
    if (table[fd] == NULL) return fd;
  errno = EMFILE;
  return -1;
}

static int add(struct description content) {
  static unsigned made;
  int fd = lowest_free(0);
  if (fd < 0) return -1;
  struct description *description = malloc(sizeof *description);
  if (description == NULL) {
    errno = ENOMEM;
    return -1;
  }
  *description = content;
  description->references = 1;
  description->serial = ++made;
  table[fd] = description;
  return fd;
}

int wasock_add(int handle, int type) {
  int fd = add((struct description){.socket = true, .handle = handle, .type = type});
  if (fd < 0) host_drop(handle);
  return fd;
}

int wasock_add_epoll(struct epoll *epoll) {
  // No descriptor of WASI: reading and writing fail.
  return add((struct description){.epoll = epoll, .handle = -1});
}

bool wasock_begin(struct description *socket, enum direction direction) {
  socket->used[direction]++;
  if (socket->error == 0) return true;
  errno = socket->error;
  socket->error = 0;
  return false;
}

int wasock_set_nonblocking(struct description *description, bool nonblocking) {
  unsigned char result[2];
  host_set_blocking(description->handle, !nonblocking, result);
  return result[0] == 0 ? 0 : wasock_fail(result[1]);
}

bool wasock_is_nonblocking(const struct description *description) {
  return host_is_blocking(description->handle) == 0;
}

static void release(int fd) {
  struct description *description = table[fd];
  table[fd] = NULL;
  if (--description->references > 0) return;
  if (description->socket) host_drop(description->handle);
  if (description->epoll != NULL) wasock_free_epoll(description->epoll);
  // A standard stream is the host's, and stays open there.
  if (description->serial != 0) free(description);
}

int close(int fd) {
  if (wasock_description(fd) == NULL) return -1;
  release(fd);
  return 0;
}

/** What stdio closes by. */
__wasi_errno_t __wrap___wasi_fd_close(__wasi_fd_t fd) {
  return close((int)fd) == 0 ? 0 : EBADF;
}

static int duplicate(int fd, int from) {
  struct description *description = wasock_description(fd);
  if (description == NULL) return -1;
  int copy = lowest_free(from);
  if (copy < 0) return -1;
  description->references++;
  return table[copy] = description, copy;
}

int dup(int fd) {
  return duplicate(fd, 0);
}

int dup3(int fd, int to, int flags) {
  if (fd != to && (flags & ~O_CLOEXEC) == 0) return dup2(fd, to);
  errno = EINVAL;
  return -1;
}

int dup2(int fd, int to) {
  struct description *description = wasock_description(fd);
  if (description == NULL) return -1;
  if (to < 0 || to >= DESCRIPTORS) {
    errno = EBADF;
    return -1;
  }
  if (fd == to) return to;
  description->references++;
  if (table[to] != NULL) release(to);
  table[to] = description;
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
      if (description->socket) return O_RDWR | (wasock_is_nonblocking(description) ? O_NONBLOCK : 0);
      return description->handle == 0 ? O_RDONLY : O_WRONLY;
    case F_SETFL:
      if (description->socket) return wasock_set_nonblocking(description, (argument & O_NONBLOCK) != 0);
      // The mode of a standard stream is the host's, whose other programs share it.
      if ((argument & O_NONBLOCK) == 0) return 0;
  }
  errno = EINVAL;
  return -1;
}
