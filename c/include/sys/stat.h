/* wasi-libc's header, umask, and what WASI has not: permissions and files of other kinds. */
#include_next <sys/stat.h>

#ifndef WASOCK_SYS_STAT_H
#define WASOCK_SYS_STAT_H

#ifdef __cplusplus
extern "C" {
#endif

mode_t umask(mode_t);

/* ENOTSUP: WASI has no permissions. */
int chmod(const char *, mode_t);
int fchmod(int, mode_t);
int fchmodat(int, const char *, mode_t, int);
int mkfifo(const char *, mode_t);
int mknod(const char *, mode_t, dev_t);

#ifdef __cplusplus
}
#endif

#endif
