// Sockets, as descriptors refer to them. The operations of sockets (socket-operations.c) call these functions, so these
// do not know the table: whoever adds a socket gives it.
#include "sockets.h"
#include <stdlib.h>

struct socket *wasock_socket(int fd) {
  struct description *found = wasock_description(fd);
  if (found == NULL || found->operations->socket) return (struct socket *)found;
  errno = ENOTSOCK;
  return NULL;
}

int wasock_add_socket(const struct operations *operations, int handle, int type) {
  struct socket *socket = malloc(sizeof *socket);
  if (socket == NULL) {
    errno = ENOMEM;
  } else {
    *socket = (struct socket){.base = {.operations = operations, .handle = handle}, .type = type};
    int fd = wasock_add(&socket->base);
    if (fd >= 0) return fd;
    free(socket);
  }
  host_drop(handle);
  return -1;
}
