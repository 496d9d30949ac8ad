// The standard streams are WASI's. The output and the error are always ready for writing.
#include "streams.h"
#include <fcntl.h>
#include "fail.h"
#include "input.h"
#include "numbered.h"

#define REAL(name) __typeof__(__wasi_##name) __real___wasi_##name

REAL(fd_read);

static __wasi_fd_t number(const struct description *stream) {
  return (__wasi_fd_t)stream->handle;
}

/** A stream is the host's, and stays open there. */
static void close_stream(struct description *stream) {
  (void)stream;
}

static __wasi_errno_t read_stream(struct description *stream, const __wasi_iovec_t *parts, size_t count,
                                  __wasi_size_t *read) {
  stream->edges[RECEIVING]++;
  if (stream->handle == 0) wasock_input = 0;
  return __real___wasi_fd_read(number(stream), parts, count, read);
}

static int flags(const struct description *stream) {
  return stream->handle == 0 ? O_RDONLY : O_WRONLY;
}

/** The mode of a stream is the host's, whose other programs share it. */
static int set_nonblocking(struct description *stream, bool nonblocking) {
  (void)stream;
  if (!nonblocking) return 0;
  return fail(EINVAL);
}

static struct readiness look(struct description *stream, short events) {
  if (stream->handle == 0) return (struct readiness){.told = wasock_input, .input = (events & READ) != 0};
  return (struct readiness){.told = events & WRITE};
}

static const struct operations OPERATIONS = {
  .close = close_stream,
  .read = read_stream,
  .write = wasock_numbered_write,
  .seek = wasock_numbered_seek,
  .fdstat = wasock_numbered_fdstat,
  .filestat = wasock_numbered_filestat,
  .flags = flags,
  .set_nonblocking = set_nonblocking,
  .look = look,
};

struct description wasock_streams[STREAMS] = {
  {&OPERATIONS, .references = 1, .serial = 0, .handle = 0},
  {&OPERATIONS, .references = 1, .serial = 1, .handle = 1},
  {&OPERATIONS, .references = 1, .serial = 2, .handle = 2},
};
