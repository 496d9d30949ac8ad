// Waiting, on the host's select. The standard output and error are always ready for writing; for the standard input
// WASI's poll_oneoff is asked.
#include "wait.h"
#include <stdlib.h>
#include <time.h>
#include <wasi/api.h>
#include "condition.h"

/** 10 ms: how long to wait where no call waits for all, as for the standard input and sockets. */
#define SLICE 10000

/** What a socket has that nobody asked for, and poll tells all the same. */
#define ALWAYS (POLLERR | POLLHUP)

/** Sockets to wait for, and where they stand in the program's array. */
struct list {
  int *handles;
  uint32_t *positions;
  uint32_t length;
};

/** What is waited for: one call of the host for the sockets, one of WASI's for the input. */
struct waiting {
  struct pollfd *fds;
  nfds_t count;
  bool conditions;
  struct list read, write, except;
  bool input;
  /** Whether a socket has something to read that is not asked for: its end can only be looked for. */
  bool blind;
};

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

static bool is_input(const struct pollfd *entry) {
  struct description *description = entry->fd < 0 ? NULL : wasock_description(entry->fd);
  return description != NULL && !description->socket && description->handle == 0;
}

static void append(struct list *list, int handle, nfds_t position) {
  list->handles[list->length] = handle;
  list->positions[list->length++] = position;
}

/** Says of a socket how it is, if that is ready to be told, else waits for it. */
static void enlist_socket(struct waiting *waiting, struct description *socket, nfds_t position) {
  struct pollfd *entry = &waiting->fds[position];
  short asked = entry->events;
  if (socket->error != 0) {
    short told = waiting->conditions ? wasock_condition(socket) | WRITE : READ | WRITE;
    entry->revents = told & (waiting->conditions ? asked | ALWAYS : asked);
    if (entry->revents != 0) return;
  }
  bool watched = (asked & READ) != 0;
  if (waiting->conditions && (asked & (READ | WRITE)) == 0) {
    // Its end or an error can be waited for as long as there is nothing to read.
    short condition = wasock_condition(socket);
    entry->revents = condition & (asked | ALWAYS);
    watched = condition == 0;
    waiting->blind = waiting->blind || !watched;
  }
  if (watched) append(&waiting->read, socket->handle, position);
  if ((asked & WRITE) != 0) append(&waiting->write, socket->handle, position);
  if ((asked & EXCEPT) != 0) append(&waiting->except, socket->handle, position);
}

static void enlist(struct waiting *waiting) {
  waiting->read.length = waiting->write.length = waiting->except.length = 0;
  waiting->input = waiting->blind = false;
  for (nfds_t i = 0; i < waiting->count; i++) {
    struct pollfd *entry = &waiting->fds[i];
    entry->revents = 0;
    if (entry->fd < 0) continue;
    struct description *description = wasock_description(entry->fd);
    if (description == NULL || description->epoll != NULL) entry->revents = POLLNVAL;
    else if (description->socket) enlist_socket(waiting, description, i);
    else if (description->handle != 0) entry->revents = entry->events & WRITE;
    else waiting->input = waiting->input || (entry->events & READ) != 0;
  }
}

/** What is told of a socket that the host calls ready for one of the lists. */
static short readiness(const struct waiting *waiting, const struct list *list, const struct pollfd *entry) {
  if (list == &waiting->except) return entry->events & EXCEPT;
  short ready = entry->events & (list == &waiting->read ? READ : WRITE);
  struct description *socket = waiting->conditions ? wasock_socket(entry->fd) : NULL;
  if (socket == NULL) return ready;
  if (list == &waiting->write) return ready | (socket->connecting ? wasock_connected(socket) : 0);
  short condition = wasock_condition(socket);
  if ((condition & POLLIN) != 0) condition |= POLLRDNORM;
  // Nothing there: it is taken already, or is an error message, which only MSG_ERRQUEUE shows.
  if (condition == 0) return ready != 0 ? ready : POLLERR;
  return condition & (entry->events | ALWAYS);
}

static void mark(const struct waiting *waiting, const struct list *list, struct wasock_list ready) {
  const uint32_t *indices = ready.start;
  for (uint32_t i = 0; i < ready.length; i++) {
    struct pollfd *entry = &waiting->fds[list->positions[indices[i]]];
    entry->revents |= readiness(waiting, list, entry);
  }
  if (ready.length > 0) free(ready.start);
}

/** Waits for sockets. @returns 0, or -1 with errno */
static int wait_sockets(const struct waiting *waiting, bool limited, uint64_t microseconds) {
  const struct list *read = &waiting->read, *write = &waiting->write, *except = &waiting->except;
  struct {
    unsigned char failed;
    union { struct wasock_list ready[3]; unsigned char error; };
  } result;
  _Static_assert(sizeof result == SELECT_RESULT_SIZE && READY_READ == 0 && READY_WRITE == 8 && READY_EXCEPT == 16,
                 "as the WIT lays it out");
  host_select(read->handles, read->length, write->handles, write->length, except->handles, except->length, limited,
              limited ? microseconds : 0, &result);
  if (result.failed != 0) return wasock_fail(result.error);
  // What ended or failed is to be known before whether it can be written.
  mark(waiting, read, result.ready[0]);
  mark(waiting, write, result.ready[1]);
  mark(waiting, except, result.ready[2]);
  return 0;
}

static int ready_count(const struct waiting *waiting) {
  int ready = 0;
  for (nfds_t i = 0; i < waiting->count; i++) ready += waiting->fds[i].revents != 0;
  return ready;
}

static int wait_in(struct waiting *waiting, bool limited, uint64_t microseconds) {
  uint64_t end = limited ? now() + microseconds : 0;
  for (;;) {
    enlist(waiting);
    bool sockets = waiting->read.length + waiting->write.length + waiting->except.length > 0;
    bool input = waiting->input;
    bool brief = ready_count(waiting) > 0;
    uint64_t time = limited && !brief ? now() : 0;
    uint64_t left = brief || !limited || time >= end ? 0 : end - time;
    bool bounded = limited || brief;
    bool sliced = ((input && sockets) || waiting->blind) && (!bounded || left > SLICE);
    uint64_t slice = sliced ? SLICE : left;
    if (sockets || !input) {
      if (wait_sockets(waiting, bounded || sliced, slice) < 0) return -1;
    }
    if (input && input_ready(bounded || sliced, sockets ? 0 : slice)) {
      for (nfds_t i = 0; i < waiting->count; i++) {
        if (is_input(&waiting->fds[i])) waiting->fds[i].revents = waiting->fds[i].events & READ;
      }
    }
    int ready = ready_count(waiting);
    // None, though time is left: a slice is over, or a socket that is watched for its end has something to read.
    if (ready > 0 || (bounded && left == 0)) return ready;
  }
}

int wasock_wait(struct pollfd *fds, nfds_t count, bool conditions, bool limited, uint64_t microseconds) {
  // Not on the stack, which is small here.
  int *numbers = malloc((count * 6 + 1) * sizeof *numbers);
  if (numbers == NULL) {
    errno = ENOMEM;
    return -1;
  }
  struct waiting waiting = {.fds = fds, .count = count, .conditions = conditions};
  struct list *const lists[] = {&waiting.read, &waiting.write, &waiting.except};
  for (int i = 0; i < 3; i++) {
    *lists[i] = (struct list){numbers + count * 2 * i, (uint32_t *)numbers + count * (2 * i + 1), 0};
  }
  int ready = wait_in(&waiting, limited, microseconds);
  free(numbers);
  return ready;
}
