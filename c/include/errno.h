/* wasi-libc's, and the errors of Linux that it lacks: their numbers there and 200. */
#include_next <errno.h>

#ifndef WASOCK_ERRNO_H
#define WASOCK_ERRNO_H

#include <wasock/generated/errno.h>

#endif
