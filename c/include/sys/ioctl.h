/* wasi-libc's header, and the other requests of sockets. */
#include_next <sys/ioctl.h>

#ifndef WASOCK_SYS_IOCTL_H
#define WASOCK_SYS_IOCTL_H

#define SIOCATMARK 0x8905

#include <wasock/constants/sys-ioctl.h>

struct winsize {
  unsigned short ws_row;
  unsigned short ws_col;
  unsigned short ws_xpixel;
  unsigned short ws_ypixel;
};

#endif
