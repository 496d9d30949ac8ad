// Waiting, on the host's select; for the standard input WASI's poll_oneoff is asked.
#include "wait.h"
#include <stdlib.h>
#include <time.h>
#include "descriptors.h"
#include "fail.h"
#include "host.h"

/** 10 ms: how long to wait in one call if no call can wait for everything, as for standard input and sockets. */
#define SLICE 10000

/** What to wait for, and where it stands in the program's array. */
struct list {
  int *handles;
  uint32_t *positions;
  uint32_t length;
};

/** What is waited for: one call of the host, one of WASI's for the input. */
struct waiting {
  struct pollfd *fds;
  nfds_t count;
  bool conditions;
  struct list read, write, except, input;
  /** Whether something may change that no call waits for: it can only be looked for. */
  bool blind;
};

uint64_t wasock_now(void) {
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

static void append(struct list *list, int handle, nfds_t position) {
  list->handles[list->length] = handle;
  list->positions[list->length++] = position;
}

/** Says how everything is that is known at once, and lists what has to be waited for. */
static void enlist(struct waiting *waiting) {
  waiting->read.length = waiting->write.length = waiting->except.length = waiting->input.length = 0;
  waiting->blind = false;
  for (nfds_t i = 0; i < waiting->count; i++) {
    struct pollfd *entry = &waiting->fds[i];
    entry->revents = 0;
    if (entry->fd < 0) continue;
    struct description *description = wasock_description(entry->fd);
    if (description == NULL) {
      entry->revents = POLLNVAL;
      continue;
    }
    struct readiness found = description->operations->look(description, entry->events, waiting->conditions);
    entry->revents = found.told;
    if ((found.awaited & READ) != 0) append(&waiting->read, description->handle, i);
    if ((found.awaited & WRITE) != 0) append(&waiting->write, description->handle, i);
    if ((found.awaited & EXCEPT) != 0) append(&waiting->except, description->handle, i);
    if (found.input) append(&waiting->input, description->handle, i);
    waiting->blind = waiting->blind || found.blind;
  }
}

/** What is told of what the host calls ready in one of the directions. */
static short readiness(const struct waiting *waiting, short direction, const struct pollfd *entry) {
  struct description *description = wasock_description(entry->fd);
  if (direction == EXCEPT || !waiting->conditions || description == NULL) return entry->events & direction;
  return description->operations->ready(description, entry->events, direction);
}

static void mark(const struct waiting *waiting, const struct list *list, short direction, struct wasock_list ready) {
  const uint32_t *indices = ready.start;
  for (uint32_t i = 0; i < ready.length; i++) {
    struct pollfd *entry = &waiting->fds[list->positions[indices[i]]];
    entry->revents |= readiness(waiting, direction, entry);
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
  mark(waiting, read, READ, result.ready[0]);
  mark(waiting, write, WRITE, result.ready[1]);
  mark(waiting, except, EXCEPT, result.ready[2]);
  return 0;
}

static int ready_count(const struct waiting *waiting) {
  int ready = 0;
  for (nfds_t i = 0; i < waiting->count; i++) ready += waiting->fds[i].revents != 0;
  return ready;
}

static int wait_in(struct waiting *waiting, bool limited, uint64_t microseconds) {
  uint64_t end = limited ? wasock_now() + microseconds : 0;
  for (;;) {
    enlist(waiting);
    bool sockets = waiting->read.length + waiting->write.length + waiting->except.length > 0;
    bool input = waiting->input.length > 0;
    bool brief = ready_count(waiting) > 0;
    uint64_t time = limited && !brief ? wasock_now() : 0;
    uint64_t left = brief || !limited || time >= end ? 0 : end - time;
    bool bounded = limited || brief;
    bool sliced = ((input && sockets) || waiting->blind) && (!bounded || left > SLICE);
    uint64_t slice = sliced ? SLICE : left;
    if (sockets || !input) {
      if (wait_sockets(waiting, bounded || sliced, slice) < 0) return -1;
    }
    if (input && input_ready(bounded || sliced, sockets ? 0 : slice)) {
      for (uint32_t i = 0; i < waiting->input.length; i++) {
        struct pollfd *entry = &waiting->fds[waiting->input.positions[i]];
        entry->revents = entry->events & READ;
      }
    }
    int ready = ready_count(waiting);
    // None is ready although time is left: a slice is over, or a socket that is watched for its end has data.
    if (ready > 0 || (bounded && left == 0)) return ready;
  }
}

int wasock_wait(struct pollfd *fds, nfds_t count, bool conditions, bool limited, uint64_t microseconds) {
  struct waiting waiting = {.fds = fds, .count = count, .conditions = conditions};
  struct list *const lists[] = {&waiting.read, &waiting.write, &waiting.except, &waiting.input};
  enum { LISTS = sizeof lists / sizeof *lists };
  // Not on the stack, which is small here.
  int *numbers = malloc((count * 2 * LISTS + 1) * sizeof *numbers);
  if (numbers == NULL) return fail(ENOMEM);
  for (int i = 0; i < LISTS; i++) {
    *lists[i] = (struct list){numbers + count * 2 * i, (uint32_t *)numbers + count * (2 * i + 1), 0};
  }
  int ready = wait_in(&waiting, limited, microseconds);
  free(numbers);
  return ready;
}
