// eventfd(2), in the program's own memory: a process that it makes has a copy.
#include <sys/eventfd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "anonymous.h"
#include "descriptors.h"
#include "fail.h"
#include "wait.h"

struct counter {
  struct description base;
  uint64_t value;
  bool semaphore, nonblocking;
};

/** The most that it counts to. */
#define MOST (UINT64_MAX - 1)

static void close_counter(struct description *counter) { free(counter); }

/** Nobody else changes it, so that a wait for a change lasts for ever, as on Linux. @returns the errno */
static __wasi_errno_t blocked(const struct counter *counter) {
  while (!counter->nonblocking)
    if (wasock_wait(NULL, 0, false, false, 0) < 0) return (__wasi_errno_t)errno;
  return EAGAIN;
}

static __wasi_errno_t read_counter(struct description *description, const __wasi_iovec_t *parts, size_t count,
                                   __wasi_size_t *read) {
  struct counter *counter = (struct counter *)description;
  if (count == 0 || parts->buf_len < sizeof counter->value) return EINVAL;
  if (counter->value == 0) return blocked(counter);
  uint64_t taken = counter->semaphore ? 1 : counter->value;
  counter->value -= taken;
  counter->base.edges[SENDING]++;
  memcpy(parts->buf, &taken, sizeof taken);
  *read = sizeof taken;
  return 0;
}

static __wasi_errno_t write_counter(struct description *description, const __wasi_ciovec_t *parts, size_t count,
                                    __wasi_size_t *written) {
  struct counter *counter = (struct counter *)description;
  uint64_t added;
  if (count == 0 || parts->buf_len < sizeof added) return EINVAL;
  memcpy(&added, parts->buf, sizeof added);
  if (added == UINT64_MAX) return EINVAL;
  if (added > MOST - counter->value) return blocked(counter);
  counter->value += added;
  counter->base.edges[RECEIVING]++;
  *written = sizeof added;
  return 0;
}

static int flags(const struct description *counter) {
  return O_RDWR | (((const struct counter *)counter)->nonblocking ? O_NONBLOCK : 0);
}

static int set_nonblocking(struct description *counter, bool nonblocking) {
  ((struct counter *)counter)->nonblocking = nonblocking;
  return 0;
}

static struct readiness look(struct description *description, short events) {
  uint64_t value = ((struct counter *)description)->value;
  short ready = (short)((value > 0 ? READ : 0) | (value < MOST ? WRITE : 0));
  return (struct readiness){.told = ready & events};
}

static const struct operations OPERATIONS = {
  .close = close_counter,
  .read = read_counter,
  .write = write_counter,
  .seek = wasock_anonymous_seek,
  .fdstat = wasock_anonymous_fdstat,
  .filestat = wasock_anonymous_filestat,
  .flags = flags,
  .set_nonblocking = set_nonblocking,
  .count_readable = wasock_anonymous_count_readable,
  .look = look,
};

int eventfd(unsigned value, int flags) {
  if ((flags & ~(EFD_SEMAPHORE | EFD_CLOEXEC | EFD_NONBLOCK)) != 0) return fail(EINVAL);
  struct counter *counter = malloc(sizeof *counter);
  if (counter == NULL) return fail(ENOMEM);
  *counter = (struct counter){
    .base = {.operations = &OPERATIONS},
    .value = value,
    .semaphore = (flags & EFD_SEMAPHORE) != 0,
    .nonblocking = (flags & EFD_NONBLOCK) != 0,
  };
  int fd = wasock_add(&counter->base);
  if (fd < 0) free(counter);
  return fd;
}

int eventfd_read(int fd, eventfd_t *value) {
  return read(fd, value, sizeof *value) == sizeof *value ? 0 : -1;
}

int eventfd_write(int fd, eventfd_t value) {
  return write(fd, &value, sizeof value) == sizeof value ? 0 : -1;
}
