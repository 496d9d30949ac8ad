// What descriptors refer to: the part that all kinds have, and the table of what each kind does. The kinds are sockets
// (socket-operations.c), the standard streams (streams.c) and sets of epoll (epoll.c).
#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <wasi/api.h>

/** Events of poll, by direction. */
#define READ (POLLIN | POLLRDNORM)
#define WRITE (POLLOUT | POLLWRNORM)

enum direction { RECEIVING, SENDING };

struct operations;

/** What one or several descriptors refer to. A kind that knows more of its own begins with this. */
struct description {
  const struct operations *operations;
  int references;
  /** No two have the same. */
  unsigned serial;
  /** The number that the host or WASI knows it by, if it does. */
  int handle;
  /** Of what the host does not know: how often something has happened that an edge-triggered wait tells, by direction. */
  unsigned edges[2];
};

/** How a description is that is waited for: what is known at once, and what has to be asked. */
struct readiness {
  /** Events that can be told. */
  short told;
  /** Whether to ask the host about its handle. */
  bool asked;
  /** Events that the host is asked about, besides POLLERR and POLLHUP. */
  short awaited;
  /** Whether the standard input may change it. */
  bool input;
  /** When it may change by itself, in microseconds of wasock_now(); 0: never. */
  uint64_t until;
};

/** What a kind does. What returns an error of WASI returns wasi-libc's errno: the numbers are the same. */
struct operations {
  /** Whether its descriptions are `struct socket`. */
  bool socket;
  /** Gives up what it stands for, and its memory: no descriptor refers to it any more. */
  void (*close)(struct description *);
  __wasi_errno_t (*read)(struct description *, const __wasi_iovec_t *parts, size_t count, __wasi_size_t *read);
  __wasi_errno_t (*write)(struct description *, const __wasi_ciovec_t *parts, size_t count, __wasi_size_t *written);
  __wasi_errno_t (*seek)(struct description *, __wasi_filedelta_t by, __wasi_whence_t whence, __wasi_filesize_t *at);
  /** For isatty. */
  __wasi_errno_t (*fdstat)(struct description *, __wasi_fdstat_t *result);
  /** For fstat. */
  __wasi_errno_t (*filestat)(struct description *, __wasi_filestat_t *result);
  /** For F_GETFL. @returns O_* */
  int (*flags)(const struct description *);
  /** For F_SETFL and FIONBIO. @returns 0, or -1 with errno */
  int (*set_nonblocking)(struct description *, bool nonblocking);
  /** For FIONREAD; NULL: wasi-libc asks WASI about the handle. @returns 0, or -1 with errno */
  int (*count_readable)(struct description *, int *count);
  /** Looks how it is, before it is waited for. */
  struct readiness (*look)(struct description *, short events);
  /** Whether its handle is one of the host's, which an event set may have as a member. */
  bool hosted;
};
