/* wasi-libc's errors, and those of Linux that it lacks: Linux's number plus 200. */
#include_next <errno.h>

#ifndef WASOCK_ERRNO_H
#define WASOCK_ERRNO_H

#include <wasock/generated/errno.h>

#endif
