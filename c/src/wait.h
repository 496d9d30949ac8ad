// Waiting for descriptors: what poll, select and epoll have in common.
#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include "description.h"
#include "host.h"

/** `polled` of the WIT. */
struct polled {
  int handle;
  /** As bits of the WIT: wasock_poll_bits(). */
  uint16_t bits;
};
_Static_assert(sizeof(struct polled) == POLLED_SIZE && __builtin_offsetof(struct polled, bits) == POLLED_EVENTS &&
                 POLL_EVENTS_SIZE == 2,
               "as the WIT lays it out");

/** POLL* as poll-events. */
uint16_t wasock_poll_bits(short events);
/** And back. */
short wasock_poll_events(unsigned bits);

/**
 * Waits until something is found of one of the host's handles, or of the standard input.
 *
 * @param found where what is found goes, for each
 * @param limited whether to wait at most so many microseconds
 * @returns 0, or -1 with errno
 */
int wasock_ask(const struct polled *list, uint32_t count, bool input, bool limited, uint64_t microseconds, short *found);

/**
 * As poll(2), or with `selecting` as select(2): then an entry's revents are the one of its events that it is ready for.
 *
 * @param limited whether to wait at most so many microseconds
 */
int wasock_wait(struct pollfd *fds, nfds_t count, bool selecting, bool limited, uint64_t microseconds);

/**
 * While an alarm is set, waits until there is something to receive or to accept, so that the alarm ends the wait.
 *
 * @param flags MSG_*
 * @returns 0, or -1 with errno EINTR
 */
int wasock_await(const struct description *socket, int flags);
