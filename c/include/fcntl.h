/* wasi-libc's header, the commands that duplicate a descriptor, and flags of open(2). */
#include_next <fcntl.h>

#ifndef WASOCK_FCNTL_H
#define WASOCK_FCNTL_H

#ifndef F_DUPFD
#define F_DUPFD 0
#define F_DUPFD_CLOEXEC 1030
#endif

#include <wasock/constants/fcntl.h>

/* Linux's numbers, as programs take for granted (that O_RDONLY is 0). Programs for PHP's functions have no library that knows
   them. */
#ifndef __wasock_php
#undef O_RDONLY
#undef O_WRONLY
#undef O_RDWR
#undef O_ACCMODE
#undef O_EXEC
#undef O_SEARCH
#undef O_CREAT
#undef O_EXCL
#undef O_NOCTTY
#undef O_TRUNC
#undef O_APPEND
#undef O_NONBLOCK
#undef O_DSYNC
#undef O_RSYNC
#undef O_SYNC
#undef O_DIRECTORY
#undef O_NOFOLLOW
#undef O_CLOEXEC
#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define O_ACCMODE 3
#define O_CREAT 0100
#define O_EXCL 0200
#define O_NOCTTY 0400
#define O_TRUNC 01000
#define O_APPEND 02000
#define O_NONBLOCK 04000
#define O_DSYNC 010000
#define O_RSYNC 04010000
#define O_SYNC 04010000
#define O_DIRECTORY 0200000
#define O_NOFOLLOW 0400000
#define O_CLOEXEC 02000000
#endif

#define O_NDELAY O_NONBLOCK
#define FNDELAY O_NONBLOCK
#define FNONBLOCK O_NONBLOCK
#define FAPPEND O_APPEND

#endif
