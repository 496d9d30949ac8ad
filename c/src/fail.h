// How functions of POSIX fail.
#pragma once

#include <errno.h>

/** @returns -1 with errno */
static inline int fail(int error) {
  errno = error;
  return -1;
}
