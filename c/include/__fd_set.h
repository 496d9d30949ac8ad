/* FD_SET and its sisters. A set may be larger than `fd_set`: nothing here knows its size but FD_ZERO. */
#ifndef __wasilibc___fd_set_h
#define __wasilibc___fd_set_h

#include <__typedef_fd_set.h>

#define __FD_ELT(fd) ((fd) / NFDBITS)
#define __FD_MASK(fd) ((fd_mask)(1UL << ((fd) % NFDBITS)))

#define FD_SET(fd, set) ((void)((set)->fds_bits[__FD_ELT(fd)] |= __FD_MASK(fd)))
#define FD_CLR(fd, set) ((void)((set)->fds_bits[__FD_ELT(fd)] &= ~__FD_MASK(fd)))
#define FD_ISSET(fd, set) (((set)->fds_bits[__FD_ELT(fd)] & __FD_MASK(fd)) != 0)
#define FD_ZERO(set) ((void)__builtin_memset((set), 0, sizeof(fd_set)))

#endif
