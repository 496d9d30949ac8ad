// Waiting for descriptors: what poll and select have in common.
#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * As poll(2).
 *
 * @param conditions whether to tell more of sockets than that they are ready: POLLERR, POLLHUP, POLLRDHUP
 * @param limited whether to wait at most so many microseconds
 */
int wasock_wait(struct pollfd *fds, nfds_t count, bool conditions, bool limited, uint64_t microseconds);

/** The monotonic clock, in microseconds. */
uint64_t wasock_now(void);
