// poll and select.
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include "clock.h"
#include "descriptors.h"
#include "fail.h"
#include "wait.h"

int poll(struct pollfd *fds, nfds_t count, int milliseconds) {
  if (count > DESCRIPTORS) return fail(EINVAL);
  return wasock_wait(fds, count, false, milliseconds >= 0, milliseconds > 0 ? (uint64_t)milliseconds * 1000 : 0);
}

static bool valid(const struct timespec *time) {
  return time == NULL || (time->tv_sec >= 0 && time->tv_nsec >= 0 && time->tv_nsec < 1000000000);
}

static uint64_t microseconds_of(const struct timespec *time) {
  return time == NULL ? 0 : (uint64_t)time->tv_sec * 1000000 + ((uint64_t)time->tv_nsec + 999) / 1000;
}

/** No signal comes during a wait, so the mask does nothing. */
int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
  (void)mask;
  if (count > DESCRIPTORS || !valid(timeout)) return fail(EINVAL);
  return wasock_wait(fds, count, false, timeout != NULL, microseconds_of(timeout));
}

/** How many words of a set tell of so many descriptors; Linux reads and writes no more. */
static size_t words(int nfds) {
  return ((size_t)nfds + NFDBITS - 1) / NFDBITS;
}

static bool contains(const fd_mask *set, int fd) {
  return (set[fd / NFDBITS] & (fd_mask)(1UL << (fd % NFDBITS))) != 0;
}

/** Adds a set's descriptors. One that is in two sets is added twice. */
static nfds_t collect(struct pollfd *fds, nfds_t count, int nfds, const fd_set *set, short events) {
  for (int fd = 0; set != NULL && fd < nfds; fd++)
    if (contains(set->fds_bits, fd)) fds[count++] = (struct pollfd){fd, events, 0};
  return count;
}

static void empty(fd_set *set, int nfds) {
  if (set != NULL) memset(set, 0, words(nfds) * sizeof(fd_mask));
}

/** select(2), with room for three entries of each descriptor. */
static int select_in(struct pollfd *fds, int nfds, fd_set *read, fd_set *write, fd_set *except, bool limited,
                     uint64_t microseconds) {
  nfds_t count = collect(fds, 0, nfds, read, POLLIN);
  count = collect(fds, count, nfds, write, POLLOUT);
  count = collect(fds, count, nfds, except, POLLPRI);
  for (nfds_t i = 0; i < count; i++)
    if (wasock_description(fds[i].fd) == NULL) return -1;
  if (wasock_wait(fds, count, true, limited, microseconds) < 0) return -1;
  empty(read, nfds), empty(write, nfds), empty(except, nfds);
  int ready = 0;
  for (nfds_t i = 0; i < count; i++) {
    if (fds[i].revents == 0) continue;
    fd_set *set = fds[i].events == POLLIN ? read : fds[i].events == POLLOUT ? write : except;
    set->fds_bits[fds[i].fd / NFDBITS] |= (fd_mask)(1UL << (fds[i].fd % NFDBITS));
    ready++;
  }
  return ready;
}

/** select(2) with a time in microseconds. Sets may be larger than `fd_set`, if `nfds` says so. */
static int select_for(int nfds, fd_set *read, fd_set *write, fd_set *except, bool limited, uint64_t microseconds) {
  if (nfds < 0) return fail(EINVAL);
  // As on Linux, what no descriptor can be is not looked at.
  if (nfds > DESCRIPTORS) nfds = DESCRIPTORS;
  struct pollfd *fds = malloc((3 * (size_t)nfds + 1) * sizeof *fds);
  if (fds == NULL) return fail(ENOMEM);
  int ready = select_in(fds, nfds, read, write, except, limited, microseconds);
  free(fds);
  return ready;
}

/** As Linux does, it leaves in `timeout` what is left of the time. */
int select(int nfds, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
           struct timeval *restrict timeout) {
  if (timeout == NULL) return select_for(nfds, read, write, except, false, 0);
  if (timeout->tv_sec < 0 || timeout->tv_usec < 0) return fail(EINVAL);
  uint64_t time = (uint64_t)timeout->tv_sec * 1000000 + (uint64_t)timeout->tv_usec;
  uint64_t start = wasock_now();
  int ready = select_for(nfds, read, write, except, true, time);
  uint64_t passed = wasock_now() - start;
  uint64_t left = passed < time ? time - passed : 0;
  int error = errno;
  *timeout = (struct timeval){(time_t)(left / 1000000), (suseconds_t)(left % 1000000)};
  errno = error;
  return ready;
}

/** As with ppoll. */
int pselect(int nfds, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
            const struct timespec *restrict timeout, const sigset_t *restrict mask) {
  (void)mask;
  if (!valid(timeout)) return fail(EINVAL);
  return select_for(nfds, read, write, except, timeout != NULL, microseconds_of(timeout));
}
