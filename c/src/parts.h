// Sending from, and receiving into, several parts.
#pragma once

#include <sys/socket.h>
#include <sys/uio.h>
#include "address.h"

/**
 * As sendmsg(2), of what is lowered already.
 *
 * @param to NULL: where the socket is connected to
 * @param control a list of outgoing-control
 * @param flags send-flags
 */
ssize_t wasock_send_parts(int handle, const struct iovec *parts, int count, const struct flat_address *to,
                          struct wasock_list control, int flags);

/** As readv(2). */
ssize_t wasock_receive_parts(int handle, const struct iovec *parts, int count);

/** How many bytes parts have. @returns whether they can be counted: if not, errno is EINVAL */
bool wasock_total(const struct iovec *parts, int count, size_t *total);

/** Distributes received bytes. */
void wasock_scatter(const struct iovec *parts, int count, const char *data, size_t length);
