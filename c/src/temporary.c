// Files with new names.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "fail.h"

enum { RANDOM = 6, TRIES = 100 };

/** Another name in the place of the six X before the end. @returns 0, or -1 with errno if there are none */
static char *place_of(char *name, int after) {
  size_t length = strlen(name);
  if (after < 0 || length < RANDOM + (size_t)after) return NULL;
  char *place = name + length - (size_t)after - RANDOM;
  return strncmp(place, "XXXXXX", RANDOM) == 0 ? place : NULL;
}

static int fill(char *place) {
  static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  unsigned char random[RANDOM];
  if (getentropy(random, sizeof random) < 0) return -1;
  for (int i = 0; i < RANDOM; i++) place[i] = LETTERS[random[i] % (sizeof LETTERS - 1)];
  return 0;
}

/** Makes a file or directory. */
static int make_file(const char *name, int flags) { return open(name, flags | O_RDWR | O_CREAT | O_EXCL, 0600); }
static int make_directory(const char *name, int flags) { return (void)flags, mkdir(name, 0700); }

static int make(char *name, int after, int flags, int (*maker)(const char *, int)) {
  char *place = place_of(name, after);
  if (place == NULL) return fail(EINVAL);
  for (int i = 0; i < TRIES && fill(place) == 0; i++) {
    int made = maker(name, flags);
    if (made >= 0) return made;
    if (errno != EEXIST) break;
  }
  int error = errno;
  memcpy(place, "XXXXXX", RANDOM);
  return fail(error);
}

int mkstemps(char *name, int after) { return make(name, after, 0, make_file); }
int mkstemp(char *name) { return make(name, 0, 0, make_file); }
int mkostemp(char *name, int flags) { return make(name, 0, flags & O_APPEND, make_file); }
char *mkdtemp(char *name) { return make(name, 0, 0, make_directory) < 0 ? NULL : name; }

FILE *tmpfile(void) {
  char name[] = P_tmpdir "/tmpfile-XXXXXX";
  int fd = mkstemp(name);
  if (fd < 0) return NULL;
  unlink(name);
  FILE *file = fdopen(fd, "w+");
  if (file == NULL) close(fd);
  return file;
}

char *tmpnam(char *buffer) {
  static char own[L_tmpnam];
  char *name = buffer == NULL ? own : buffer;
  strcpy(name, P_tmpdir "/XXXXXX");
  return fill(name + sizeof P_tmpdir) < 0 ? NULL : name;
}
