// Sockets, as descriptors refer to them.
#pragma once

#include "descriptors.h"
#include "host.h"

struct socket {
  struct description base;
  /** SOCK_*. */
  int type;
};

/** The socket that a descriptor refers to. @returns NULL with errno EBADF or ENOTSOCK */
struct socket *wasock_socket(int fd);

/**
 * A descriptor, the lowest free, for a new socket, which is closed if there is none.
 *
 * @param operations those of the socket it comes from, or wasock_socket_operations
 * @returns -1 with errno
 */
int wasock_add_socket(const struct operations *operations, int handle, int type);
