// What poll tells of a socket besides that it is ready.
#pragma once

#include "descriptors.h"

/**
 * Looks at a socket, without taking anything but an error, which it keeps for whoever asks next.
 *
 * @returns POLLIN if there is something to read or accept, POLLRDHUP at the end of the stream, POLLHUP if its other
 *   direction has ended too, POLLERR if there is an error
 */
short wasock_condition(struct description *socket);

/** The same, of a socket that was connecting and is no more: POLLERR and POLLHUP, or nothing. */
short wasock_connected(struct description *socket);
