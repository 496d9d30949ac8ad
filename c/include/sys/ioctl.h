/* wasi-libc's, and what else sockets have. */
#include_next <sys/ioctl.h>

#ifndef WASOCK_SYS_IOCTL_H
#define WASOCK_SYS_IOCTL_H

#define SIOCATMARK 0x8905

#endif
