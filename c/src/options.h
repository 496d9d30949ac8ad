// Options that the library itself asks for.
#pragma once

#include <sys/socket.h>
#include "descriptors.h"

/** The value of an option that is an integer, 0 if the socket lacks it. */
int wasock_integer_option(const struct description *socket, enum option_name name);

/** Takes a socket's error from it (SO_ERROR). @returns 0 if there is none */
int wasock_take_error(const struct description *socket);

/**
 * Sets an option that is about groups and the interfaces they are joined on: multicast.c.
 *
 * @returns 1 if it is another option, 0, or -1 with errno
 */
int wasock_set_multicast(const struct description *socket, int level, int option, const void *value, socklen_t length);
