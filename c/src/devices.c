#include "devices.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include "anonymous.h"
#include "descriptors.h"
#include "fail.h"

static void close_device(struct description *device) { free(device); }

static __wasi_errno_t read_nothing(struct description *device, const __wasi_iovec_t *parts, size_t count,
                                   __wasi_size_t *read) {
  (void)device, (void)parts, (void)count;
  *read = 0;
  return 0;
}

static __wasi_errno_t read_random(struct description *device, const __wasi_iovec_t *parts, size_t count,
                                  __wasi_size_t *read) {
  (void)device;
  *read = 0;
  for (size_t i = 0; i < count; i++) {
    __wasi_errno_t error = __wasi_random_get(parts[i].buf, parts[i].buf_len);
    if (error != 0) return error;
    *read += parts[i].buf_len;
  }
  return 0;
}

/** What is written is dropped. */
static __wasi_errno_t write_device(struct description *device, const __wasi_ciovec_t *parts, size_t count,
                                   __wasi_size_t *written) {
  (void)device;
  *written = 0;
  for (size_t i = 0; i < count; i++) *written += parts[i].buf_len;
  return 0;
}

static __wasi_errno_t fdstat(struct description *device, __wasi_fdstat_t *result) {
  (void)device;
  // Without these rights it could be a terminal.
  const __wasi_rights_t rights = __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_SEEK;
  *result = (__wasi_fdstat_t){.fs_filetype = __WASI_FILETYPE_CHARACTER_DEVICE, .fs_rights_base = rights};
  return 0;
}

static __wasi_errno_t filestat(struct description *device, __wasi_filestat_t *result) {
  (void)device;
  *result = (__wasi_filestat_t){.filetype = __WASI_FILETYPE_CHARACTER_DEVICE};
  return 0;
}

static int flags(const struct description *device) { return (void)device, O_RDWR; }

static int set_nonblocking(struct description *device, bool nonblocking) { return (void)device, (void)nonblocking, 0; }

static struct readiness look(struct description *device, short events) {
  (void)device;
  return (struct readiness){.told = events & (READ | WRITE)};
}

#define DEVICE(reader)                                \
  {                                                   \
    .close = close_device,                            \
    .read = reader,                                   \
    .write = write_device,                            \
    .seek = wasock_anonymous_seek,                    \
    .fdstat = fdstat,                                 \
    .filestat = filestat,                             \
    .flags = flags,                                   \
    .set_nonblocking = set_nonblocking,               \
    .count_readable = wasock_anonymous_count_readable, \
    .look = look,                                     \
  }

static const struct operations NOTHING = DEVICE(read_nothing), RANDOM = DEVICE(read_random);

static const struct { const char *path; const struct operations *operations; } DEVICES[] = {
  {"/dev/null", &NOTHING},
  {"/dev/random", &RANDOM},
  {"/dev/urandom", &RANDOM},
};

int wasock_open_device(const char *path) {
  for (unsigned i = 0; i < sizeof DEVICES / sizeof *DEVICES; i++) {
    if (strcmp(path, DEVICES[i].path) != 0) continue;
    struct description *device = malloc(sizeof *device);
    if (device == NULL) return fail(ENOMEM);
    *device = (struct description){.operations = DEVICES[i].operations};
    int fd = wasock_add(device);
    if (fd < 0) free(device);
    return fd;
  }
  return -2;
}
