/* fcntl(2): wasi-libc's header, and the commands that duplicate a descriptor. */
#include_next <fcntl.h>

#ifndef WASOCK_FCNTL_H
#define WASOCK_FCNTL_H

#ifndef F_DUPFD
#define F_DUPFD 0
#define F_DUPFD_CLOEXEC 1030
#endif

#include <wasock/constants/fcntl.h>

#define O_NDELAY O_NONBLOCK
#define FNDELAY O_NONBLOCK
#define FNONBLOCK O_NONBLOCK
#define FAPPEND O_APPEND

#endif
