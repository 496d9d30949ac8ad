// What wasi-libc does with descriptors, led to sockets where they are some: read, write, readv, writev, stdio, fstat,
// isatty and lseek all come through these functions (the linker's --wrap). Errors of WASI are wasi-libc's errno.
#include <string.h>
#include <sys/socket.h>
#include <wasi/api.h>
#include "descriptors.h"
#include "transfer.h"

#define REAL(name) __typeof__(__wasi_##name) __real___wasi_##name
#define WRAP(name) __wrap___wasi_##name

REAL(fd_read);
REAL(fd_write);
REAL(fd_fdstat_get);
REAL(fd_fdstat_set_flags);
REAL(fd_filestat_get);
REAL(fd_seek);
REAL(fd_tell);

__wasi_errno_t WRAP(fd_read)(__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t count, __wasi_size_t *read) {
  struct description *description = wasock_description((int)fd);
  if (description == NULL) return EBADF;
  if (description->epoll != NULL) return EINVAL;
  if (!description->socket) {
    description->used[RECEIVING]++;
    return __real___wasi_fd_read((__wasi_fd_t)description->handle, parts, count, read);
  }
  ssize_t received = wasock_receive_parts(description, (const struct iovec *)parts, (int)count);
  if (received < 0) return (__wasi_errno_t)errno;
  *read = (__wasi_size_t)received;
  return 0;
}

__wasi_errno_t WRAP(fd_write)(__wasi_fd_t fd, const __wasi_ciovec_t *parts, size_t count, __wasi_size_t *written) {
  struct description *description = wasock_description((int)fd);
  if (description == NULL) return EBADF;
  if (description->epoll != NULL) return EINVAL;
  if (!description->socket) return __real___wasi_fd_write((__wasi_fd_t)description->handle, parts, count, written);
  ssize_t sent = wasock_send_parts(description, (const struct iovec *)parts, (int)count);
  if (sent < 0) return (__wasi_errno_t)errno;
  *written = (__wasi_size_t)sent;
  return 0;
}

static __wasi_filetype_t file_type(const struct description *socket) {
  return socket->type == SOCK_STREAM ? __WASI_FILETYPE_SOCKET_STREAM : __WASI_FILETYPE_SOCKET_DGRAM;
}

__wasi_errno_t WRAP(fd_fdstat_get)(__wasi_fd_t fd, __wasi_fdstat_t *result) {
  struct description *description = wasock_description((int)fd);
  if (description == NULL) return EBADF;
  if (!description->socket) return __real___wasi_fd_fdstat_get((__wasi_fd_t)description->handle, result);
  memset(result, 0, sizeof *result);
  result->fs_filetype = file_type(description);
  result->fs_flags = wasock_is_nonblocking(description) ? __WASI_FDFLAGS_NONBLOCK : 0;
  result->fs_rights_base = __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE;
  return 0;
}

/** ioctl's FIONBIO comes through here. */
__wasi_errno_t WRAP(fd_fdstat_set_flags)(__wasi_fd_t fd, __wasi_fdflags_t flags) {
  struct description *description = wasock_description((int)fd);
  if (description == NULL) return EBADF;
  if (!description->socket) return __real___wasi_fd_fdstat_set_flags((__wasi_fd_t)description->handle, flags);
  return wasock_set_nonblocking(description, (flags & __WASI_FDFLAGS_NONBLOCK) != 0) == 0 ? 0 : (__wasi_errno_t)errno;
}

__wasi_errno_t WRAP(fd_filestat_get)(__wasi_fd_t fd, __wasi_filestat_t *result) {
  struct description *description = wasock_description((int)fd);
  if (description == NULL) return EBADF;
  if (!description->socket) return __real___wasi_fd_filestat_get((__wasi_fd_t)description->handle, result);
  memset(result, 0, sizeof *result);
  result->filetype = file_type(description);
  return 0;
}

__wasi_errno_t WRAP(fd_seek)(__wasi_fd_t fd, __wasi_filedelta_t by, __wasi_whence_t whence, __wasi_filesize_t *at) {
  struct description *description = wasock_description((int)fd);
  if (description == NULL) return EBADF;
  return description->socket ? ESPIPE : __real___wasi_fd_seek((__wasi_fd_t)description->handle, by, whence, at);
}

__wasi_errno_t WRAP(fd_tell)(__wasi_fd_t fd, __wasi_filesize_t *at) {
  struct description *description = wasock_description((int)fd);
  if (description == NULL) return EBADF;
  return description->socket ? ESPIPE : __real___wasi_fd_tell((__wasi_fd_t)description->handle, at);
}
