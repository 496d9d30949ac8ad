// Options that are about groups and the interfaces they are joined on.
#pragma once

#include <sys/socket.h>
#include "sockets.h"

/** Sets such an option. @returns 1 if it is another option, 0, or -1 with errno */
int wasock_set_multicast(const struct socket *socket, int level, int option, const void *value, socklen_t length);
