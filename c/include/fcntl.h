/* fcntl(2): wasi-libc's header, and the commands that duplicate a descriptor. */
#include_next <fcntl.h>

#ifndef F_DUPFD
#define F_DUPFD 0
#define F_DUPFD_CLOEXEC 1030
#endif
