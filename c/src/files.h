// Directories that the guest is given, which wasi-libc knows by numbers of their own.
#pragma once

#include <wasi/api.h>

/** As fd_fdstat_get, of such a directory; EBADF for all other numbers. */
__wasi_errno_t wasock_directory_fdstat(__wasi_fd_t fd, __wasi_fdstat_t *result);
