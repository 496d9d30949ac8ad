// What sets of epoll, counters and timers do alike, as descriptors.
#pragma once

#include "description.h"

__wasi_errno_t wasock_anonymous_seek(struct description *, __wasi_filedelta_t, __wasi_whence_t, __wasi_filesize_t *);
__wasi_errno_t wasock_anonymous_fdstat(struct description *, __wasi_fdstat_t *);
__wasi_errno_t wasock_anonymous_filestat(struct description *, __wasi_filestat_t *);
int wasock_anonymous_count_readable(struct description *, int *);
