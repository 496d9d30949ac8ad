// poll and select.
#include <poll.h>
#include <stdlib.h>
#include <sys/select.h>
#include "descriptors.h"
#include "fail.h"
#include "wait.h"

int poll(struct pollfd *fds, nfds_t count, int milliseconds) {
  if (count > DESCRIPTORS) return fail(EINVAL);
  return wasock_wait(fds, count, true, milliseconds >= 0, milliseconds > 0 ? (uint64_t)milliseconds * 1000 : 0);
}

/** No signal comes during a wait, so the mask does nothing. */
int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
  (void)mask;
  bool valid = timeout == NULL || (timeout->tv_sec >= 0 && timeout->tv_nsec >= 0 && timeout->tv_nsec < 1000000000);
  if (count > DESCRIPTORS || !valid) return fail(EINVAL);
  if (timeout == NULL) return wasock_wait(fds, count, true, false, 0);
  uint64_t microseconds = (uint64_t)timeout->tv_sec * 1000000 + ((uint64_t)timeout->tv_nsec + 999) / 1000;
  return wasock_wait(fds, count, true, true, microseconds);
}

/** Adds a set's descriptors. One that is in two sets is added twice. */
static nfds_t collect(struct pollfd *fds, nfds_t count, int nfds, const fd_set *set, short events) {
  for (int fd = 0; set != NULL && fd < nfds; fd++)
    if (FD_ISSET(fd, set)) fds[count++] = (struct pollfd){fd, events, 0};
  return count;
}

/** select(2), with room for three entries of each descriptor. */
static int select_in(struct pollfd *fds, int nfds, fd_set *read, fd_set *write, fd_set *except,
                     const struct timeval *timeout) {
  nfds_t count = collect(fds, 0, nfds, read, POLLIN);
  count = collect(fds, count, nfds, write, POLLOUT);
  count = collect(fds, count, nfds, except, POLLPRI);
  uint64_t microseconds = timeout == NULL ? 0 : (uint64_t)timeout->tv_sec * 1000000 + (uint64_t)timeout->tv_usec;
  if (wasock_wait(fds, count, false, timeout != NULL, microseconds) < 0) return -1;
  for (nfds_t i = 0; i < count; i++) {
    if (fds[i].revents & POLLNVAL) return fail(EBADF);
  }
  if (read != NULL) FD_ZERO(read);
  if (write != NULL) FD_ZERO(write);
  if (except != NULL) FD_ZERO(except);
  int ready = 0;
  for (nfds_t i = 0; i < count; i++) {
    if (fds[i].revents == 0) continue;
    FD_SET(fds[i].fd, fds[i].events == POLLIN ? read : fds[i].events == POLLOUT ? write : except);
    ready++;
  }
  return ready;
}

int select(int nfds, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
           struct timeval *restrict timeout) {
  bool valid = timeout == NULL || (timeout->tv_sec >= 0 && timeout->tv_usec >= 0);
  if (nfds < 0 || nfds > FD_SETSIZE || !valid) return fail(EINVAL);
  struct pollfd *fds = malloc((3 * (size_t)nfds + 1) * sizeof *fds);
  if (fds == NULL) return fail(ENOMEM);
  int ready = select_in(fds, nfds, read, write, except, timeout);
  free(fds);
  return ready;
}

/** As with ppoll. */
int pselect(int nfds, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
            const struct timespec *restrict timeout, const sigset_t *restrict mask) {
  (void)mask;
  if (timeout == NULL) return select(nfds, read, write, except, NULL);
  struct timeval time = {timeout->tv_sec, (timeout->tv_nsec + 999) / 1000};
  return select(nfds, read, write, except, &time);
}
