// Waiting, on the host's poll.
#include "wait.h"
#include <stdlib.h>
#include <sys/socket.h>
#include <wasi/api.h>
#include "alarm.h"
#include "clock.h"
#include "descriptors.h"
#include "fail.h"
#include "flags.h"
#include "input.h"

/** 10 ms: how long to wait at once for sockets and a standard input that the host does not have, but WASI. */
#define SLICE 10000

/** POLL* of poll-events. */
static const int EVENTS[] = {
  [POLL_EVENTS_IN] = POLLIN,         [POLL_EVENTS_PRI] = POLLPRI,       [POLL_EVENTS_OUT] = POLLOUT,
  [POLL_EVENTS_ERR] = POLLERR,       [POLL_EVENTS_HUP] = POLLHUP,       [POLL_EVENTS_RDNORM] = POLLRDNORM,
  [POLL_EVENTS_RDBAND] = POLLRDBAND, [POLL_EVENTS_WRNORM] = POLLWRNORM, [POLL_EVENTS_WRBAND] = POLLWRBAND,
  [POLL_EVENTS_RDHUP] = POLLRDHUP,
};

uint16_t wasock_poll_bits(short events) {
  return (uint16_t)wasock_to_bits(events, EVENTS, sizeof EVENTS / sizeof *EVENTS);
}

short wasock_poll_events(unsigned bits) {
  return (short)wasock_from_bits(bits, EVENTS, sizeof EVENTS / sizeof *EVENTS);
}

/** Waits for WASI's standard input, at most so long. @returns whether it can be read */
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

/** The host's poll. @returns 0, or -1 with errno */
static int ask(const struct polled *list, uint32_t count, bool input, bool limited, uint64_t microseconds, short *found) {
  struct {
    unsigned char failed;
    union {
      struct { struct wasock_list sockets; uint16_t input; };
      unsigned char error;
    };
  } result;
  _Static_assert(sizeof result == POLL_RESULT_SIZE && POLL_OUTCOME_SOCKETS == 0 && POLL_OUTCOME_INPUT == 8,
                 "as the WIT lays it out");
  uint64_t start = wasock_now();
  host_poll(list, count, input, limited, limited ? microseconds : 0, &result);
  wasock_waited_since(start);
  if (result.failed != 0) return wasock_fail(result.error);
  const uint16_t *bits = result.sockets.start;
  for (uint32_t i = 0; i < count; i++) found[i] = wasock_poll_events(bits[i]);
  if (count > 0) free(result.sockets.start);
  if (input) wasock_input = wasock_poll_events(result.input);
  return 0;
}

/** The same with WASI's standard input. No call waits for both. */
static int ask_in_turns(const struct polled *list, uint32_t count, bool limited, uint64_t microseconds, short *found) {
  uint64_t end = wasock_now() + microseconds;
  for (;;) {
    uint64_t time = limited ? wasock_now() : 0;
    uint64_t left = !limited ? SLICE : time < end ? end - time : 0;
    if (ask(list, count, false, true, 0, found) < 0) return -1;
    bool any = false;
    for (uint32_t i = 0; i < count; i++) any = any || found[i] != 0;
    bool sliced = count > 0 && (!limited || left > SLICE);
    if (input_ready(limited || any || sliced, any ? 0 : sliced ? SLICE : left)) wasock_input = POLLIN;
    if (any || wasock_input != 0 || (limited && left == 0)) return 0;
  }
}

static int ask_all(const struct polled *list, uint32_t count, bool input, bool limited, uint64_t microseconds,
                   short *found) {
  static bool foreign;
  if (input && foreign) return ask_in_turns(list, count, limited, microseconds, found);
  if (ask(list, count, input, limited, microseconds, found) == 0) return 0;
  if (!input || errno != EOPNOTSUPP) return -1;
  foreign = true;
  return ask_in_turns(list, count, limited, microseconds, found);
}

int wasock_ask(const struct polled *list, uint32_t count, bool input, bool limited, uint64_t microseconds, short *found) {
  wasock_input = 0;
  wasock_ring();
  uint64_t alarm = wasock_alarm_due();
  if (alarm == 0) return ask_all(list, count, input, limited, microseconds, found);
  uint64_t now = wasock_now();
  uint64_t left = alarm > now ? alarm - now : 0;
  bool sooner = !limited || left < microseconds;
  if (ask_all(list, count, input, true, sooner ? left : microseconds, found) < 0) return -1;
  bool any = wasock_input != 0;
  for (uint32_t i = 0; i < count; i++) any = any || found[i] != 0;
  // A signal ends a wait.
  return !any && sooner && wasock_ring() ? fail(EINTR) : 0;
}

int wasock_await(const struct description *socket, int flags) {
  if (wasock_alarm_due() == 0) return 0;
  if ((flags & (MSG_DONTWAIT | MSG_ERRQUEUE)) != 0 || !host_is_blocking(socket->handle)) return 0;
  const struct polled one = {socket->handle, wasock_poll_bits(POLLIN)};
  short found = 0;
  while (found == 0)
    if (wasock_ask(&one, 1, false, false, 0, &found) < 0) return -1;
  return 0;
}

/** What is waited for, and where it stands in the program's array. */
struct waiting {
  struct pollfd *fds;
  nfds_t count;
  bool selecting;
  struct polled *list;
  short *found;
  uint32_t *positions;
  uint32_t length;
  bool input;
  uint64_t until;
};

/** What an entry is told of what it is found to be, as on Linux. */
static short told(const struct waiting *waiting, short events, short found) {
  if (!waiting->selecting) return found & (events | POLLERR | POLLHUP);
  if ((events & READ) != 0) return (found & (READ | POLLERR | POLLHUP)) != 0 ? events : 0;
  if ((events & WRITE) != 0) return (found & (WRITE | POLLERR)) != 0 ? events : 0;
  return found & events;
}

/** Says how everything is that is known at once, and lists what the host has to be asked. @returns how many are ready */
static int enlist(struct waiting *waiting) {
  waiting->length = 0;
  waiting->input = false;
  waiting->until = 0;
  int ready = 0;
  for (nfds_t i = 0; i < waiting->count; i++) {
    struct pollfd *entry = &waiting->fds[i];
    entry->revents = 0;
    if (entry->fd < 0) continue;
    struct description *description = wasock_description(entry->fd);
    if (description == NULL) {
      entry->revents = POLLNVAL;
      ready++;
      continue;
    }
    struct readiness is = description->operations->look(description, entry->events);
    entry->revents = told(waiting, entry->events, is.told);
    ready += entry->revents != 0;
    waiting->input = waiting->input || is.input;
    if (is.until != 0 && (waiting->until == 0 || is.until < waiting->until)) waiting->until = is.until;
    if (!is.asked) continue;
    waiting->list[waiting->length] = (struct polled){description->handle, wasock_poll_bits(is.awaited)};
    waiting->positions[waiting->length++] = i;
  }
  return ready;
}

/** Adds what the host has found. @returns how many are ready now that were not */
static int mark(struct waiting *waiting) {
  int ready = 0;
  for (uint32_t i = 0; i < waiting->length; i++) {
    if (waiting->found[i] == 0) continue;
    struct pollfd *entry = &waiting->fds[waiting->positions[i]];
    short now = told(waiting, entry->events, waiting->found[i]);
    // It is over, which this set of select does not ask for; the state lasts, so it must not end the wait again.
    if (now == 0 && waiting->selecting) entry->fd = -1;
    ready += entry->revents == 0 && now != 0;
    entry->revents |= now;
  }
  return ready;
}

static int wait_in(struct waiting *waiting, bool limited, uint64_t microseconds) {
  uint64_t end = limited ? wasock_now() + microseconds : 0;
  wasock_input = 0;
  for (;;) {
    int ready = enlist(waiting);
    bool bounded = limited || ready > 0 || waiting->until != 0;
    uint64_t time = bounded ? wasock_now() : 0;
    uint64_t stop = !limited || (waiting->until != 0 && waiting->until < end) ? waiting->until : end;
    uint64_t left = ready > 0 || time >= stop ? 0 : stop - time;
    if (wasock_ask(waiting->list, waiting->length, waiting->input, bounded, left, waiting->found) < 0) return -1;
    // What is known only here may have changed meanwhile.
    if (wasock_input != 0 || waiting->until != 0) ready = enlist(waiting);
    ready += mark(waiting);
    if (ready > 0 || (limited && wasock_now() >= end)) return ready;
  }
}

int wasock_wait(struct pollfd *fds, nfds_t count, bool selecting, bool limited, uint64_t microseconds) {
  struct waiting waiting = {.fds = fds, .count = count, .selecting = selecting};
  // Not on the stack, which is small here.
  waiting.list = malloc((count + 1) * (sizeof *waiting.list + sizeof *waiting.positions + sizeof *waiting.found));
  if (waiting.list == NULL) return fail(ENOMEM);
  waiting.positions = (uint32_t *)(waiting.list + count);
  waiting.found = (short *)(waiting.positions + count);
  int ready = wait_in(&waiting, limited, microseconds);
  free(waiting.list);
  return ready;
}
