// What sockets do as descriptors do it.
#include "socket-operations.h"
#include <fcntl.h>
#include <stdlib.h>
#include "parts.h"
#include "sockets.h"
#include "transfer.h"
#include "wait.h"

static struct socket *socket_of(struct description *description) {
  return (struct socket *)description;
}

static void close_socket(struct description *socket) {
  host_drop(socket->handle);
  free(socket);
}

/** What read and write give, as WASI's functions do. */
static __wasi_errno_t outcome(ssize_t length, __wasi_size_t *done) {
  if (length < 0) return (__wasi_errno_t)errno;
  *done = (__wasi_size_t)length;
  return 0;
}

static __wasi_errno_t read_socket(struct description *socket, const __wasi_iovec_t *parts, size_t count,
                                  __wasi_size_t *read) {
  if (wasock_await(socket, 0) < 0) return (__wasi_errno_t)errno;
  return outcome(wasock_receive_parts(socket->handle, (const struct iovec *)parts, (int)count), read);
}

static __wasi_errno_t write_socket(struct description *socket, const __wasi_ciovec_t *parts, size_t count,
                                   __wasi_size_t *written) {
  if (count == 1) return outcome(wasock_send(socket->handle, parts->buf, parts->buf_len, 0), written);
  const struct wasock_list control = {0};
  return outcome(wasock_send_parts(socket->handle, (const struct iovec *)parts, (int)count, NULL, control, 0), written);
}

static __wasi_errno_t seek(struct description *socket, __wasi_filedelta_t by, __wasi_whence_t whence,
                           __wasi_filesize_t *at) {
  (void)socket, (void)by, (void)whence, (void)at;
  return ESPIPE;
}

static __wasi_filetype_t file_type(struct description *socket) {
  return socket_of(socket)->type == SOCK_STREAM ? __WASI_FILETYPE_SOCKET_STREAM : __WASI_FILETYPE_SOCKET_DGRAM;
}

/** The mode is shared with whatever else has the socket. */
static bool is_nonblocking(const struct description *socket) {
  return host_is_blocking(socket->handle) == 0;
}

static __wasi_errno_t fdstat(struct description *socket, __wasi_fdstat_t *result) {
  *result = (__wasi_fdstat_t){
    .fs_filetype = file_type(socket),
    .fs_flags = is_nonblocking(socket) ? __WASI_FDFLAGS_NONBLOCK : 0,
    .fs_rights_base = __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE,
  };
  return 0;
}

static __wasi_errno_t filestat(struct description *socket, __wasi_filestat_t *result) {
  *result = (__wasi_filestat_t){.filetype = file_type(socket)};
  return 0;
}

static int flags(const struct description *socket) {
  return O_RDWR | (is_nonblocking(socket) ? O_NONBLOCK : 0);
}

static int set_nonblocking(struct description *socket, bool nonblocking) {
  unsigned char result[2];
  host_set_blocking(socket->handle, !nonblocking, result);
  return wasock_outcome(result);
}

static int count_readable(struct description *socket, int *count) {
  int result[2];
  host_readable(socket->handle, result);
  int outcome = wasock_number(result);
  if (outcome < 0) return -1;
  *count = outcome;
  return 0;
}

static struct readiness look(struct description *socket, short events) {
  (void)socket;
  return (struct readiness){.asked = true, .awaited = events};
}

const struct operations wasock_socket_operations = {
  .socket = true,
  .close = close_socket,
  .read = read_socket,
  .write = write_socket,
  .seek = seek,
  .fdstat = fdstat,
  .filestat = filestat,
  .flags = flags,
  .set_nonblocking = set_nonblocking,
  .count_readable = count_readable,
  .look = look,
  .hosted = true,
};
