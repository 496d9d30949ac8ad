// What open(2) opens: files of directories (files.c), the standard streams, its own descriptors, and two devices by their usual names.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wasi/api.h>
#include "devices.h"

static const struct { const char *name; int fd; } STREAMS[] = {
  {"/dev/stdin", 0},
  {"/dev/stdout", 1},
  {"/dev/stderr", 2},
};

/** The descriptor that a path stands for; -1 for any other file. */
static int named(const char *path) {
  for (unsigned i = 0; i < sizeof STREAMS / sizeof *STREAMS; i++)
    if (strcmp(path, STREAMS[i].name) == 0) return STREAMS[i].fd;
  static const char DIRECTORY[] = "/dev/fd/";
  if (strncmp(path, DIRECTORY, sizeof DIRECTORY - 1) != 0) return -1;
  const char *digits = path + sizeof DIRECTORY - 1;
  if (*digits == '\0' || strspn(digits, "0123456789") != strlen(digits)) return -1;
  return (int)strtol(digits, NULL, 10);
}

int __real___wasilibc_open_nomode(const char *path, int flags);

/** The function that fopen and freopen call. */
int __wrap___wasilibc_open_nomode(const char *path, int flags) {
  int device = wasock_open_device(path);
  if (device != -2) return device;
  int fd = named(path);
  return fd < 0 ? __real___wasilibc_open_nomode(path, flags) : dup(fd);
}

/** What wasi-libc has for flags of Linux's. */
static int its(int flags) {
  enum { READS = 0x04000000, WRITES = 0x10000000, NO_LINK = 0x01000000, OFLAGS = 12 };
  static const struct { int flag, its; } ROWS[] = {
    {O_CREAT, __WASI_OFLAGS_CREAT << OFLAGS},
    {O_DIRECTORY, __WASI_OFLAGS_DIRECTORY << OFLAGS},
    {O_EXCL, __WASI_OFLAGS_EXCL << OFLAGS},
    {O_TRUNC, __WASI_OFLAGS_TRUNC << OFLAGS},
    {O_APPEND, __WASI_FDFLAGS_APPEND},
    {O_NONBLOCK, __WASI_FDFLAGS_NONBLOCK},
    {O_SYNC, __WASI_FDFLAGS_SYNC},
    {O_DSYNC, __WASI_FDFLAGS_DSYNC},
    {O_NOFOLLOW, NO_LINK},
  };
  int mode = flags & O_ACCMODE;
  int result = mode == O_RDONLY ? READS : mode == O_WRONLY ? WRITES : READS | WRITES;
  for (unsigned i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
    if ((flags & ROWS[i].flag) == ROWS[i].flag) result |= ROWS[i].its;
  return result;
}

/** wasi-libc has no use for the mode either. */
int __wrap_open(const char *path, int flags, ...) {
  return __wrap___wasilibc_open_nomode(path, its(flags));
}

int creat(const char *path, mode_t mode) {
  return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int __real_openat(int fd, const char *path, int flags, ...);

int __wrap_openat(int fd, const char *path, int flags, ...) {
  return __real_openat(fd, path, its(flags));
}
