#include "numbered.h"

#define REAL(name) __typeof__(__wasi_##name) __real___wasi_##name

REAL(fd_write);
REAL(fd_seek);
REAL(fd_fdstat_get);
REAL(fd_filestat_get);

static __wasi_fd_t number(const struct description *description) { return (__wasi_fd_t)description->handle; }

__wasi_errno_t wasock_numbered_write(struct description *description, const __wasi_ciovec_t *parts, size_t count,
                                     __wasi_size_t *written) {
  return __real___wasi_fd_write(number(description), parts, count, written);
}

__wasi_errno_t wasock_numbered_seek(struct description *description, __wasi_filedelta_t by, __wasi_whence_t whence,
                                    __wasi_filesize_t *at) {
  return __real___wasi_fd_seek(number(description), by, whence, at);
}

__wasi_errno_t wasock_numbered_fdstat(struct description *description, __wasi_fdstat_t *result) {
  return __real___wasi_fd_fdstat_get(number(description), result);
}

__wasi_errno_t wasock_numbered_filestat(struct description *description, __wasi_filestat_t *result) {
  return __real___wasi_fd_filestat_get(number(description), result);
}
