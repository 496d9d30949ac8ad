// Files. A guest has none, but it can open the standard streams, its own descriptors, and two devices by their usual names.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
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

/** wasi-libc has no use for the mode either. */
int __wrap_open(const char *path, int flags, ...) {
  return __wrap___wasilibc_open_nomode(path, flags);
}
