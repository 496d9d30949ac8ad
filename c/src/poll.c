// poll and select, on the host's select. The standard output and error are always ready for writing; for the standard
// input WASI's poll_oneoff is asked.
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>
#include <wasi/api.h>
#include "descriptors.h"

#define READ (POLLIN | POLLRDNORM)
#define WRITE (POLLOUT | POLLWRNORM)
#define EXCEPT (POLLPRI | POLLRDBAND)

/** How long one waits where the standard input and sockets are waited for at once, which no call does: 10 ms. */
#define SLICE 10000

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

/** Waits for the standard input, at most so long. @returns whether it can be read */
static bool input_ready(bool limited, uint64_t microseconds) {
  __wasi_subscription_t waits[2] = {{.userdata = 0}, {.userdata = 1}};
  waits[0].u.tag = __WASI_EVENTTYPE_FD_READ;
  waits[0].u.u.fd_read.file_descriptor = 0;
  waits[1].u.tag = __WASI_EVENTTYPE_CLOCK;
  waits[1].u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  waits[1].u.u.clock.timeout = microseconds * 1000;
  __wasi_event_t events[2];
  __wasi_size_t count = 0;
  if (__wasi_poll_oneoff(waits, events, limited ? 2 : 1, &count) != 0) return true;
  for (__wasi_size_t i = 0; i < count; i++)
    if (events[i].userdata == 0) return true;
  return false;
}

/** The sockets of one of the three lists, and where they stand in the program's array. */
struct list {
  int *handles;
  uint32_t *positions;
  uint32_t length;
};

static void append(struct list *list, int handle, uint32_t position) {
  list->handles[list->length] = handle;
  list->positions[list->length++] = position;
}

static void mark(struct pollfd *fds, const struct list *list, struct wasock_list ready, short events) {
  const uint32_t *indices = ready.start;
  for (uint32_t i = 0; i < ready.length; i++) {
    struct pollfd *entry = &fds[list->positions[indices[i]]];
    entry->revents |= entry->events & events;
  }
  if (ready.length > 0) free(ready.start);
}

/** Waits for sockets. @returns 0, or -1 with errno */
static int wait_sockets(struct pollfd *fds, struct list lists[3], bool limited, uint64_t microseconds) {
  struct {
    unsigned char failed;
    union { struct wasock_list ready[3]; unsigned char error; };
  } result;
  host_select(lists[0].handles, lists[0].length, lists[1].handles, lists[1].length, lists[2].handles, lists[2].length,
              limited, limited ? microseconds : 0, &result);
  if (result.failed != 0) return wasock_fail(result.error);
  mark(fds, &lists[0], result.ready[0], READ);
  mark(fds, &lists[1], result.ready[1], WRITE);
  mark(fds, &lists[2], result.ready[2], EXCEPT);
  return 0;
}

static int ready_count(const struct pollfd *fds, nfds_t count) {
  int ready = 0;
  for (nfds_t i = 0; i < count; i++) ready += fds[i].revents != 0;
  return ready;
}

/** poll(2) with microseconds, and room for six numbers of each descriptor. */
static int wait_in(struct pollfd *fds, nfds_t count, int *numbers, bool limited, uint64_t microseconds) {
  struct list lists[3];
  for (int i = 0; i < 3; i++) {
    lists[i] = (struct list){numbers + count * 2 * i, (uint32_t *)numbers + count * (2 * i + 1), 0};
  }
  bool input = false;
  for (nfds_t i = 0; i < count; i++) {
    fds[i].revents = 0;
    if (fds[i].fd < 0) continue;
    struct description *description = wasock_description(fds[i].fd);
    if (description == NULL) {
      fds[i].revents = POLLNVAL;
    } else if (description->socket) {
      if ((fds[i].events & READ) != 0) append(&lists[0], description->handle, i);
      if ((fds[i].events & WRITE) != 0) append(&lists[1], description->handle, i);
      if ((fds[i].events & EXCEPT) != 0) append(&lists[2], description->handle, i);
    } else if (description->handle == 0) {
      input = input || (fds[i].events & READ) != 0;
    } else {
      fds[i].revents = fds[i].events & WRITE;
    }
  }

  bool sockets = lists[0].length + lists[1].length + lists[2].length > 0;
  if (ready_count(fds, count) > 0) limited = true, microseconds = 0;
  uint64_t end = now() + microseconds;
  for (;;) {
    uint64_t time = limited ? now() : 0;
    uint64_t left = !limited || time >= end ? 0 : end - time;
    bool sliced = input && sockets && (!limited || left > SLICE);
    if (sockets || !input) {
      if (wait_sockets(fds, lists, limited || sliced, sliced ? SLICE : left) < 0) return -1;
    }
    if (input && input_ready(limited || sockets, sockets ? 0 : left)) {
      for (nfds_t i = 0; i < count; i++) {
        struct description *description = fds[i].fd < 0 ? NULL : wasock_description(fds[i].fd);
        if (description != NULL && !description->socket && description->handle == 0) {
          fds[i].revents = fds[i].events & READ;
        }
      }
    }
    int ready = ready_count(fds, count);
    if (ready > 0 || !sliced) return ready;
  }
}

/** poll(2) with microseconds. */
static int wait(struct pollfd *fds, nfds_t count, bool limited, uint64_t microseconds) {
  // Not on the stack, which is small here.
  int *numbers = malloc((count * 6 + 1) * sizeof *numbers);
  if (numbers == NULL) {
    errno = ENOMEM;
    return -1;
  }
  int ready = wait_in(fds, count, numbers, limited, microseconds);
  free(numbers);
  return ready;
}
int poll(struct pollfd *fds, nfds_t count, int milliseconds) {
  if (count > 8192) {
    errno = EINVAL;
    return -1;
  }
  return wait(fds, count, milliseconds >= 0, milliseconds > 0 ? (uint64_t)milliseconds * 1000 : 0);
}

/** Adds a set's descriptors; one in two sets stands there twice. */
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
  if (wait(fds, count, timeout != NULL, microseconds) < 0) return -1;
  for (nfds_t i = 0; i < count; i++) {
    if (fds[i].revents & POLLNVAL) {
      errno = EBADF;
      return -1;
    }
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
  if (nfds < 0 || nfds > FD_SETSIZE || (timeout != NULL && (timeout->tv_sec < 0 || timeout->tv_usec < 0))) {
    errno = EINVAL;
    return -1;
  }
  struct pollfd *fds = malloc((3 * (size_t)nfds + 1) * sizeof *fds);
  if (fds == NULL) {
    errno = ENOMEM;
    return -1;
  }
  int ready = select_in(fds, nfds, read, write, except, timeout);
  free(fds);
  return ready;
}

/** There are no signals, so the mask does nothing. */
int pselect(int nfds, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
            const struct timespec *restrict timeout, const sigset_t *restrict mask) {
  (void)mask;
  if (timeout == NULL) return select(nfds, read, write, except, NULL);
  struct timeval time = {timeout->tv_sec, (timeout->tv_nsec + 999) / 1000};
  return select(nfds, read, write, except, &time);
}
