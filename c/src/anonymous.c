#include "anonymous.h"
#include "fail.h"

/** As on Linux, it has a position, which does not move. */
__wasi_errno_t wasock_anonymous_seek(struct description *description, __wasi_filedelta_t by, __wasi_whence_t whence,
                                     __wasi_filesize_t *at) {
  (void)description, (void)by, (void)whence;
  *at = 0;
  return 0;
}

__wasi_errno_t wasock_anonymous_fdstat(struct description *description, __wasi_fdstat_t *result) {
  (void)description;
  *result = (__wasi_fdstat_t){.fs_filetype = __WASI_FILETYPE_UNKNOWN};
  return 0;
}

__wasi_errno_t wasock_anonymous_filestat(struct description *description, __wasi_filestat_t *result) {
  (void)description;
  *result = (__wasi_filestat_t){.filetype = __WASI_FILETYPE_UNKNOWN};
  return 0;
}

int wasock_anonymous_count_readable(struct description *description, int *count) {
  (void)description, (void)count;
  return fail(ENOTTY);
}
