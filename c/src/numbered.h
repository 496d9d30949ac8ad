// What standard streams and files do alike, as descriptors: their handle is the number that WASI has for them.
#pragma once

#include "description.h"

__wasi_errno_t wasock_numbered_write(struct description *, const __wasi_ciovec_t *, size_t, __wasi_size_t *);
__wasi_errno_t wasock_numbered_seek(struct description *, __wasi_filedelta_t, __wasi_whence_t, __wasi_filesize_t *);
__wasi_errno_t wasock_numbered_fdstat(struct description *, __wasi_fdstat_t *);
__wasi_errno_t wasock_numbered_filestat(struct description *, __wasi_filestat_t *);
