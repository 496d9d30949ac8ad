// Files and directories, of those that the guest is given: what wasi-libc asks of WASI about them, with WASI's numbers in place of
// the program's. wasi-libc finds paths in directories that it is told of here, by numbers that no descriptor has.
#include "files.h"
#include <fcntl.h>
#include <stdlib.h>
#include <wasi/libc.h>
#include "descriptors.h"
#include "fail.h"
#include "numbered.h"

#define REAL(name) __typeof__(__wasi_##name) __real___wasi_##name
#define WRAP(name) __wrap___wasi_##name

REAL(fd_close);
REAL(fd_read);
REAL(fd_fdstat_get);
REAL(fd_fdstat_set_flags);

static __wasi_fd_t number(const struct description *file) { return (__wasi_fd_t)file->handle; }

static void close_file(struct description *file) {
  __real___wasi_fd_close(number(file));
  free(file);
}

static __wasi_errno_t read_file(struct description *file, const __wasi_iovec_t *parts, size_t count, __wasi_size_t *read) {
  return __real___wasi_fd_read(number(file), parts, count, read);
}

static int flags(const struct description *file) {
  __wasi_fdstat_t found;
  if (__real___wasi_fd_fdstat_get(number(file), &found) != 0) return O_RDONLY;
  bool reads = (found.fs_rights_base & __WASI_RIGHTS_FD_READ) != 0;
  bool writes = (found.fs_rights_base & __WASI_RIGHTS_FD_WRITE) != 0;
  return (!writes ? O_RDONLY : reads ? O_RDWR : O_WRONLY) |
         ((found.fs_flags & __WASI_FDFLAGS_APPEND) != 0 ? O_APPEND : 0);
}

/** A file never lets anybody wait. */
static int set_nonblocking(struct description *file, bool nonblocking) { return (void)file, (void)nonblocking, 0; }

static struct readiness look(struct description *file, short events) {
  (void)file;
  return (struct readiness){.told = events & (READ | WRITE)};
}

static const struct operations FILE_OPERATIONS = {
  .close = close_file,
  .read = read_file,
  .write = wasock_numbered_write,
  .seek = wasock_numbered_seek,
  .fdstat = wasock_numbered_fdstat,
  .filestat = wasock_numbered_filestat,
  .flags = flags,
  .set_nonblocking = set_nonblocking,
  .look = look,
};

/** Beyond all descriptors: what is added to WASI's number of a directory that the guest was given. */
enum { GIVEN = 1 << 20 };

/** The root for a guest that was not given one: nothing is found there. */
enum { NOWHERE = 2 * GIVEN };

__wasi_errno_t wasock_directory_fdstat(__wasi_fd_t fd, __wasi_fdstat_t *result) {
  if (fd == NOWHERE) return ENOENT;
  return fd < GIVEN ? EBADF : __real___wasi_fd_fdstat_get(fd - GIVEN, result);
}

/** WASI's number of a file or directory. @param other the error if it is another kind of descriptor */
static __wasi_errno_t number_of(__wasi_fd_t fd, __wasi_errno_t other, __wasi_fd_t *result) {
  if (fd == NOWHERE) return ENOENT;
  if (fd >= GIVEN) {
    *result = fd - GIVEN;
    return 0;
  }
  struct description *found = wasock_description((int)fd);
  if (found == NULL) return EBADF;
  if (found->operations != &FILE_OPERATIONS) return other;
  *result = number(found);
  return 0;
}

/** Calls WASI's function with WASI's number of `fd`. */
#define CALL(fd, other, name, ...)                             \
  __wasi_fd_t its_number;                                      \
  __wasi_errno_t is_none = number_of(fd, other, &its_number);  \
  return is_none != 0 ? is_none : __real___wasi_##name(its_number __VA_OPT__(, ) __VA_ARGS__)

REAL(fd_advise);
REAL(fd_allocate);
REAL(fd_datasync);
REAL(fd_filestat_set_size);
REAL(fd_filestat_set_times);
REAL(fd_pread);
REAL(fd_pwrite);
REAL(fd_readdir);
REAL(fd_sync);

__wasi_errno_t WRAP(fd_advise)(__wasi_fd_t fd, __wasi_filesize_t at, __wasi_filesize_t length, __wasi_advice_t advice) {
  CALL(fd, ESPIPE, fd_advise, at, length, advice);
}

__wasi_errno_t WRAP(fd_allocate)(__wasi_fd_t fd, __wasi_filesize_t at, __wasi_filesize_t length) {
  CALL(fd, ESPIPE, fd_allocate, at, length);
}

__wasi_errno_t WRAP(fd_sync)(__wasi_fd_t fd) {
  CALL(fd, EINVAL, fd_sync);
}

__wasi_errno_t WRAP(fd_datasync)(__wasi_fd_t fd) {
  CALL(fd, EINVAL, fd_datasync);
}

__wasi_errno_t WRAP(fd_filestat_set_size)(__wasi_fd_t fd, __wasi_filesize_t size) {
  CALL(fd, EINVAL, fd_filestat_set_size, size);
}

__wasi_errno_t WRAP(fd_filestat_set_times)(__wasi_fd_t fd, __wasi_timestamp_t read, __wasi_timestamp_t written,
                                           __wasi_fstflags_t which) {
  CALL(fd, EINVAL, fd_filestat_set_times, read, written, which);
}

__wasi_errno_t WRAP(fd_pread)(__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t count, __wasi_filesize_t at,
                              __wasi_size_t *read) {
  CALL(fd, ESPIPE, fd_pread, parts, count, at, read);
}

__wasi_errno_t WRAP(fd_pwrite)(__wasi_fd_t fd, const __wasi_ciovec_t *parts, size_t count, __wasi_filesize_t at,
                               __wasi_size_t *written) {
  CALL(fd, ESPIPE, fd_pwrite, parts, count, at, written);
}

__wasi_errno_t WRAP(fd_readdir)(__wasi_fd_t fd, uint8_t *buffer, __wasi_size_t size, __wasi_dircookie_t from,
                                __wasi_size_t *used) {
  CALL(fd, ENOTDIR, fd_readdir, buffer, size, from, used);
}

REAL(path_create_directory);
REAL(path_filestat_get);
REAL(path_filestat_set_times);
REAL(path_link);
REAL(path_open);
REAL(path_readlink);
REAL(path_remove_directory);
REAL(path_rename);
REAL(path_symlink);
REAL(path_unlink_file);

__wasi_errno_t WRAP(path_create_directory)(__wasi_fd_t fd, const char *path) {
  CALL(fd, ENOTDIR, path_create_directory, path);
}

__wasi_errno_t WRAP(path_filestat_get)(__wasi_fd_t fd, __wasi_lookupflags_t how, const char *path,
                                       __wasi_filestat_t *result) {
  CALL(fd, ENOTDIR, path_filestat_get, how, path, result);
}

__wasi_errno_t WRAP(path_filestat_set_times)(__wasi_fd_t fd, __wasi_lookupflags_t how, const char *path,
                                             __wasi_timestamp_t read, __wasi_timestamp_t written,
                                             __wasi_fstflags_t which) {
  CALL(fd, ENOTDIR, path_filestat_set_times, how, path, read, written, which);
}

__wasi_errno_t WRAP(path_link)(__wasi_fd_t from, __wasi_lookupflags_t how, const char *old, __wasi_fd_t to,
                               const char *path) {
  __wasi_fd_t target;
  __wasi_errno_t error = number_of(to, ENOTDIR, &target);
  if (error != 0) return error;
  CALL(from, ENOTDIR, path_link, how, old, target, path);
}

__wasi_errno_t WRAP(path_readlink)(__wasi_fd_t fd, const char *path, uint8_t *buffer, __wasi_size_t size,
                                   __wasi_size_t *used) {
  CALL(fd, ENOTDIR, path_readlink, path, buffer, size, used);
}

__wasi_errno_t WRAP(path_remove_directory)(__wasi_fd_t fd, const char *path) {
  CALL(fd, ENOTDIR, path_remove_directory, path);
}

__wasi_errno_t WRAP(path_rename)(__wasi_fd_t from, const char *old, __wasi_fd_t to, const char *path) {
  __wasi_fd_t target;
  __wasi_errno_t error = number_of(to, ENOTDIR, &target);
  if (error != 0) return error;
  CALL(from, ENOTDIR, path_rename, old, target, path);
}

__wasi_errno_t WRAP(path_symlink)(const char *old, __wasi_fd_t fd, const char *path) {
  __wasi_fd_t directory;
  __wasi_errno_t error = number_of(fd, ENOTDIR, &directory);
  return error != 0 ? error : __real___wasi_path_symlink(old, directory, path);
}

__wasi_errno_t WRAP(path_unlink_file)(__wasi_fd_t fd, const char *path) {
  CALL(fd, ENOTDIR, path_unlink_file, path);
}

__wasi_errno_t WRAP(path_open)(__wasi_fd_t fd, __wasi_lookupflags_t how, const char *path, __wasi_oflags_t open,
                               __wasi_rights_t rights, __wasi_rights_t below, __wasi_fdflags_t with,
                               __wasi_fd_t *result) {
  __wasi_fd_t directory, opened;
  __wasi_errno_t error = number_of(fd, ENOTDIR, &directory);
  if (error != 0) return error;
  struct description *file = malloc(sizeof *file);
  if (file == NULL) return ENOMEM;
  error = __real___wasi_path_open(directory, how, path, open, rights, below, with, &opened);
  if (error != 0) {
    free(file);
    return error;
  }
  *file = (struct description){.operations = &FILE_OPERATIONS, .handle = (int)opened};
  int added = wasock_add(file);
  if (added < 0) {
    close_file(file);
    return EMFILE;
  }
  *result = (__wasi_fd_t)added;
  return 0;
}

REAL(fd_prestat_get);

/** wasi-libc is not to find the directories by WASI's numbers, which are other descriptors here. */
__wasi_errno_t WRAP(fd_prestat_get)(__wasi_fd_t fd, __wasi_prestat_t *result) { return (void)fd, (void)result, EBADF; }

__attribute__((constructor)) static void find_directories(void) {
  // Of two that fit a path, wasi-libc takes the longer, or the later.
  if (__wasilibc_register_preopened_fd(NOWHERE, "/") != 0) abort();
  __wasi_prestat_t found;
  for (__wasi_fd_t fd = 3; __real___wasi_fd_prestat_get(fd, &found) == 0; fd++) {
    size_t length = found.u.dir.pr_name_len;
    char *name = calloc(length + 1, 1);
    if (name == NULL || __wasi_fd_prestat_dir_name(fd, (uint8_t *)name, length) != 0 ||
        __wasilibc_register_preopened_fd((int)(GIVEN + fd), name) != 0)
      abort();
    free(name);
  }
}
