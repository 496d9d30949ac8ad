/* Copying between descriptors. */
#ifndef WASOCK_SYS_SENDFILE_H
#define WASOCK_SYS_SENDFILE_H

#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

ssize_t sendfile(int, int, off_t *, size_t);

#ifdef __cplusplus
}
#endif

#endif
