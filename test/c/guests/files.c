// What a program does with files of a directory, and of /tmp: facts that hold on Linux too, where the test runs them as well.
// Exits with the number of those that do not hold. `files <directory>`.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include "check.h"

static const char *directory;
static char buffer[200];

static const char *in(const char *name) {
  static char paths[4][200];
  static int next;
  char *path = paths[next++ % 4];
  snprintf(path, sizeof *paths, "%s/%s", directory, name);
  return path;
}

#if O_RDONLY != 0 || O_ACCMODE != 3 || O_NONBLOCK == O_APPEND
#error "flags are not Linux's"
#endif
_Static_assert(S_IFIFO == 0x1000, "a pipe is no socket");

/** Descriptors of sockets and files are of one table, with the lowest free number. */
static void numbers(void) {
  int first = socket(AF_INET, SOCK_STREAM, 0);
  int file = open(in("a"), O_RDWR | O_CREAT | O_EXCL, 0644);
  int second = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(first == 3 && file == 4 && second == 5);
  CHECK(write(file, "hello, file", 11) == 11 && lseek(file, 7, SEEK_SET) == 7 && read(file, buffer, 9) == 4);
  CHECK(memcmp(buffer, "file", 4) == 0);
  CHECK(pread(file, buffer, 5, 0) == 5 && memcmp(buffer, "hello", 5) == 0 && pwrite(file, "H", 1, 0) == 1);
  FAILS(pread(first, buffer, 1, 0), ESPIPE);
  FAILS(fsync(first), EINVAL);
  CHECK(fsync(file) == 0 && (fcntl(file, F_GETFL) & O_ACCMODE) == O_RDWR);
  struct pollfd polled = {.fd = file, .events = POLLIN | POLLOUT};
  CHECK(poll(&polled, 1, 0) == 1 && polled.revents == (POLLIN | POLLOUT));
  int adding = open(in("a"), O_WRONLY | O_APPEND);
  CHECK((fcntl(adding, F_GETFL) & (O_ACCMODE | O_APPEND)) == (O_WRONLY | O_APPEND) && close(adding) == 0);
  adding = creat(in("c"), 0600);
  CHECK((fcntl(adding, F_GETFL) & O_ACCMODE) == O_WRONLY && close(adding) == 0 && unlink(in("c")) == 0);
  FAILS(open(in("a"), O_RDONLY | O_DIRECTORY), ENOTDIR);
  int copy = dup(file);
  CHECK(close(file) == 0 && copy == 6 && ftruncate(copy, 5) == 0);
  struct stat found;
  CHECK(fstat(copy, &found) == 0 && S_ISREG(found.st_mode) && found.st_size == 5);
  CHECK(close(copy) == 0 && close(first) == 0 && close(second) == 0);
  FAILS(open(in("a"), O_RDWR | O_CREAT | O_EXCL, 0644), EEXIST);
  FAILS(open(in("none"), O_RDONLY), ENOENT);
}

static void streams(void) {
  FILE *file = fopen(in("b"), "w");
  CHECK(file != NULL && fprintf(file, "%d lines\n", 1) == 8 && fclose(file) == 0);
  file = fopen(in("b"), "a+");
  CHECK(file != NULL && fputs("more\n", file) >= 0 && fseek(file, 0, SEEK_SET) == 0);
  CHECK(fgets(buffer, sizeof buffer, file) != NULL && strcmp(buffer, "1 lines\n") == 0);
  CHECK(fgets(buffer, sizeof buffer, file) != NULL && strcmp(buffer, "more\n") == 0 && fclose(file) == 0);
}

static void directories(void) {
  CHECK(mkdir(in("d"), 0755) == 0 && rename(in("b"), in("d/c")) == 0 && access(in("d/c"), R_OK) == 0);
  int opened = open(in("d"), O_RDONLY | O_DIRECTORY);
  int file = openat(opened, "c", O_RDONLY);
  CHECK(opened == 3 && file == 4 && read(file, buffer, 3) == 3);
  FAILS(openat(file, "c", O_RDONLY), ENOTDIR);
  close(file);
  int names = 0;
  DIR *list = fdopendir(opened);
  for (struct dirent *entry; list != NULL && (entry = readdir(list)) != NULL;) names += strcmp(entry->d_name, "c") == 0;
  CHECK(names == 1 && closedir(list) == 0);
  CHECK(symlink("a", in("l")) == 0 && readlink(in("l"), buffer, sizeof buffer) == 1 && buffer[0] == 'a');
  struct stat found;
  CHECK(lstat(in("l"), &found) == 0 && S_ISLNK(found.st_mode) && stat(in("l"), &found) == 0 && S_ISREG(found.st_mode));
  FAILS(rmdir(in("d")), ENOTEMPTY);
  CHECK(unlink(in("d/c")) == 0 && unlink(in("l")) == 0 && unlink(in("a")) == 0 && rmdir(in("d")) == 0);
}

static void new_names(void) {
  char name[200];
  strcpy(name, in("new-XXXXXX"));
  int file = mkstemp(name);
  CHECK(file >= 0 && access(name, W_OK) == 0 && strstr(name, "XXXXXX") == NULL && unlink(name) == 0);
  close(file);
  strcpy(name, in("new-XXXXXX.txt"));
  file = mkstemps(name, 4);
  CHECK(file >= 0 && access(name, W_OK) == 0 && strcmp(name + strlen(name) - 4, ".txt") == 0 && unlink(name) == 0);
  close(file);
  strcpy(name, in("new-XXXXX"));
  FAILS(mkstemp(name), EINVAL);
  strcpy(name, in("new-XXXXXX"));
  CHECK(mkdtemp(name) == name && rmdir(name) == 0);
  FILE *unnamed = tmpfile();
  CHECK(unnamed != NULL && fputs("x", unnamed) >= 0 && fseek(unnamed, 0, SEEK_SET) == 0 && fgetc(unnamed) == 'x');
  if (unnamed != NULL) fclose(unnamed);
}

int main(int count, char **arguments) {
  (void)count;
  directory = arguments[1];
  numbers();
  streams();
  directories();
  new_names();
  return failed;
}
