// What wasi-libc asks of WASI, led to what a descriptor refers to: read, write, readv, writev, stdio, fstat, isatty and
// lseek all come through these functions (the linker's --wrap).
#include <errno.h>
#include "descriptors.h"
#include "files.h"

#define WRAP(name) __wrap___wasi_##name

__wasi_errno_t WRAP(fd_read)(__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t count, __wasi_size_t *read) {
  struct description *description = wasock_description((int)fd);
  return description == NULL ? EBADF : description->operations->read(description, parts, count, read);
}

__wasi_errno_t WRAP(fd_write)(__wasi_fd_t fd, const __wasi_ciovec_t *parts, size_t count, __wasi_size_t *written) {
  struct description *description = wasock_description((int)fd);
  return description == NULL ? EBADF : description->operations->write(description, parts, count, written);
}

__wasi_errno_t WRAP(fd_seek)(__wasi_fd_t fd, __wasi_filedelta_t by, __wasi_whence_t whence, __wasi_filesize_t *at) {
  struct description *description = wasock_description((int)fd);
  return description == NULL ? EBADF : description->operations->seek(description, by, whence, at);
}

__wasi_errno_t WRAP(fd_tell)(__wasi_fd_t fd, __wasi_filesize_t *at) {
  return WRAP(fd_seek)(fd, 0, __WASI_WHENCE_CUR, at);
}

__wasi_errno_t WRAP(fd_fdstat_get)(__wasi_fd_t fd, __wasi_fdstat_t *result) {
  struct description *description = wasock_description((int)fd);
  return description == NULL ? wasock_directory_fdstat(fd, result) : description->operations->fdstat(description, result);
}

__wasi_errno_t WRAP(fd_fdstat_set_flags)(__wasi_fd_t fd, __wasi_fdflags_t flags) {
  struct description *description = wasock_description((int)fd);
  if (description == NULL) return EBADF;
  bool nonblocking = (flags & __WASI_FDFLAGS_NONBLOCK) != 0;
  return description->operations->set_nonblocking(description, nonblocking) == 0 ? 0 : (__wasi_errno_t)errno;
}

__wasi_errno_t WRAP(fd_filestat_get)(__wasi_fd_t fd, __wasi_filestat_t *result) {
  struct description *description = wasock_description((int)fd);
  return description == NULL ? EBADF : description->operations->filestat(description, result);
}
