/* Sets of descriptors: Linux's bitmap, in place of wasi-libc's list. */
#ifndef __wasilibc___typedef_fd_set_h
#define __wasilibc___typedef_fd_set_h

#define FD_SETSIZE 1024
#define NFDBITS (8 * (int)sizeof(fd_mask))

typedef long fd_mask;

typedef struct {
  fd_mask fds_bits[FD_SETSIZE / (8 * sizeof(fd_mask))];
} fd_set;

/* glibc's names of the same, for programs that make sets of their own size. */
#define __NFDBITS NFDBITS
#define __fd_mask fd_mask
#define __fds_bits fds_bits
#define __FDS_BITS(set) ((set)->fds_bits)

#endif
