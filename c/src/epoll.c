// epoll: an event set of the host's. Beside it stand the entries that the host does not know: descriptors that only this
// library has.
#include <sys/epoll.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include "alarm.h"
#include "anonymous.h"
#include "clock.h"
#include "descriptors.h"
#include "fail.h"
#include "flags.h"
#include "host.h"
#include "input.h"
#include "wait.h"

/** EPOLL* of watch-mode. */
static const int MODES[] = {
  [WATCH_MODE_EDGE] = (int)EPOLLET, [WATCH_MODE_ONESHOT] = EPOLLONESHOT, [WATCH_MODE_EXCLUSIVE] = EPOLLEXCLUSIVE,
};

/** What the host does not know. */
struct entry {
  int fd;
  /** The serial of the description, because the descriptor's number may be reused. */
  unsigned serial;
  struct epoll_event wanted;
  /** EPOLLONESHOT, and already reported: silent until it is changed. */
  bool spent;
  /** Edge-triggered, by direction: whether it was reported, and how often something had happened then. */
  bool told[2];
  unsigned edges[2];
};

struct epoll {
  struct description base;
  struct entry *entries;
  size_t count, room;
  /** Which entry comes first, so that all have their turn. */
  size_t first;
  /** Whether the host's members come first. */
  bool others_first;
};

static void close_epoll(struct description *description) {
  struct epoll *epoll = (struct epoll *)description;
  host_drop(epoll->base.handle);
  free(epoll->entries);
  free(epoll);
}

static __wasi_errno_t read_epoll(struct description *epoll, const __wasi_iovec_t *parts, size_t count,
                                 __wasi_size_t *read) {
  (void)epoll, (void)parts, (void)count, (void)read;
  return EINVAL;
}

static __wasi_errno_t write_epoll(struct description *epoll, const __wasi_ciovec_t *parts, size_t count,
                                  __wasi_size_t *written) {
  (void)epoll, (void)parts, (void)count, (void)written;
  return EINVAL;
}

static int flags_of(const struct description *epoll) {
  (void)epoll;
  return O_RDWR;
}

static int set_nonblocking(struct description *epoll, bool nonblocking) {
  (void)epoll;
  return nonblocking ? fail(EINVAL) : 0;
}

static struct readiness look(struct description *, short events);

static const struct operations OPERATIONS = {
  .close = close_epoll,
  .read = read_epoll,
  .write = write_epoll,
  .seek = wasock_anonymous_seek,
  .fdstat = wasock_anonymous_fdstat,
  .filestat = wasock_anonymous_filestat,
  .flags = flags_of,
  .set_nonblocking = set_nonblocking,
  .count_readable = wasock_anonymous_count_readable,
  .look = look,
  .hosted = true,
};

int epoll_create1(int flags) {
  if ((flags & ~EPOLL_CLOEXEC) != 0) return fail(EINVAL);
  int result[2];
  host_event_set(result);
  int handle = wasock_number(result);
  if (handle < 0) return -1;
  struct epoll *epoll = calloc(1, sizeof *epoll);
  int fd = -1;
  if (epoll == NULL) {
    errno = ENOMEM;
  } else {
    epoll->base.operations = &OPERATIONS;
    epoll->base.handle = handle;
    fd = wasock_add(&epoll->base);
  }
  if (fd >= 0) return fd;
  host_drop(handle);
  free(epoll);
  return -1;
}

int epoll_create(int size) {
  return size > 0 ? epoll_create1(0) : fail(EINVAL);
}

static struct epoll *find_epoll(int fd) {
  struct description *description = wasock_description(fd);
  if (description == NULL || description->operations == &OPERATIONS) return (struct epoll *)description;
  errno = EINVAL;
  return NULL;
}

/** The description of an entry, which may have another descriptor than the one it was added by; NULL if it has been closed. */
static struct description *described(const struct entry *entry) {
  return wasock_by_serial(entry->serial, entry->fd);
}

static void drop_closed(struct epoll *epoll) {
  size_t kept = 0;
  for (size_t i = 0; i < epoll->count; i++)
    if (described(&epoll->entries[i]) != NULL) epoll->entries[kept++] = epoll->entries[i];
  epoll->count = kept;
}

static struct entry *find(struct epoll *epoll, int fd, unsigned serial) {
  for (size_t i = 0; i < epoll->count; i++)
    if (epoll->entries[i].fd == fd && epoll->entries[i].serial == serial) return &epoll->entries[i];
  return NULL;
}

/** Makes room for one more. @returns 0, or -1 with errno */
static int grow(struct epoll *epoll) {
  if (epoll->count < epoll->room) return 0;
  size_t room = epoll->room == 0 ? 16 : epoll->room * 2;
  struct entry *entries = realloc(epoll->entries, room * sizeof *entries);
  if (entries == NULL) return fail(ENOMEM);
  epoll->entries = entries;
  epoll->room = room;
  return 0;
}

/** Changes what is known of a description here. */
static int control_here(struct epoll *epoll, int operation, int fd, unsigned serial, const struct epoll_event *event) {
  drop_closed(epoll);
  struct entry *entry = find(epoll, fd, serial);
  switch (operation) {
    case EPOLL_CTL_ADD:
      if (entry != NULL) return fail(EEXIST);
      if (grow(epoll) < 0) return -1;
      epoll->entries[epoll->count++] = (struct entry){.fd = fd, .serial = serial, .wanted = *event};
      return 0;
    case EPOLL_CTL_MOD:
      if (entry == NULL) return fail(ENOENT);
      if (((entry->wanted.events | event->events) & EPOLLEXCLUSIVE) != 0) return fail(EINVAL);
      *entry = (struct entry){.fd = fd, .serial = serial, .wanted = *event};
      return 0;
  }
  if (entry == NULL) return fail(ENOENT);
  *entry = epoll->entries[--epoll->count];
  return 0;
}

/** And in the host's event set. */
static int control_host(struct epoll *epoll, int operation, int fd, int handle, const struct epoll_event *event) {
  struct epoll_event wanted = {0};
  if (operation != EPOLL_CTL_DEL) wanted = *event;
  enum watch_action action = operation == EPOLL_CTL_ADD   ? WATCH_ACTION_ADD
                             : operation == EPOLL_CTL_MOD ? WATCH_ACTION_CHANGE
                                                          : WATCH_ACTION_REMOVE;
  int mode = wasock_to_bits((int)wanted.events, MODES, sizeof MODES / sizeof *MODES);
  unsigned char result[2];
  host_watch(epoll->base.handle, action, handle, fd, wasock_poll_bits((short)wanted.events), mode, wanted.data.u64,
             result);
  return wasock_outcome(result);
}

int epoll_ctl(int epoll_fd, int operation, int fd, struct epoll_event *event) {
  if (event == NULL && operation != EPOLL_CTL_DEL) return fail(EFAULT);
  struct description *description = wasock_description(fd);
  if (wasock_description(epoll_fd) == NULL || description == NULL) return -1;
  struct epoll *epoll = find_epoll(epoll_fd);
  bool known = operation == EPOLL_CTL_ADD || operation == EPOLL_CTL_MOD || operation == EPOLL_CTL_DEL;
  if (epoll == NULL || !known || description == &epoll->base) return fail(EINVAL);
  if (!description->operations->hosted) return control_here(epoll, operation, fd, description->serial, event);
  int outcome = control_host(epoll, operation, fd, description->handle, event);
  // A set may have entries that only this library knows.
  if (outcome == 0 && description->operations == &OPERATIONS)
    control_here(epoll, operation, fd, description->serial, event);
  return outcome;
}

/** How an entry is: for a set, of what only this library knows. */
static struct readiness state_of(const struct entry *entry) {
  struct description *description = described(entry);
  if (entry->spent || description == NULL) return (struct readiness){0};
  return description->operations->look(description, (short)entry->wanted.events);
}

/** Whether a direction was reported, and nothing has happened in it since. */
static bool is_old(const struct entry *entry, const struct description *description, enum direction direction) {
  return (entry->wanted.events & EPOLLET) != 0 && entry->told[direction] &&
         entry->edges[direction] == description->edges[direction];
}

/** What there is to report of an entry. */
static short news(const struct entry *entry) {
  const struct description *description = described(entry);
  short ready = state_of(entry).told & ((short)entry->wanted.events | POLLERR | POLLHUP);
  if (is_old(entry, description, RECEIVING)) ready &= ~(READ | POLLRDHUP | POLLHUP | POLLERR);
  if (is_old(entry, description, SENDING)) ready &= ~WRITE;
  return ready;
}

static struct readiness look(struct description *description, short events) {
  struct epoll *epoll = (struct epoll *)description;
  struct readiness all = {.asked = true, .awaited = events & READ};
  drop_closed(epoll);
  for (size_t i = 0; i < epoll->count; i++) {
    struct readiness one = state_of(&epoll->entries[i]);
    if (news(&epoll->entries[i]) != 0) all.told = events & READ;
    all.input = all.input || one.input;
    if (one.until != 0 && (all.until == 0 || one.until < all.until)) all.until = one.until;
  }
  return all;
}

static void note(struct entry *entry, enum direction direction) {
  entry->told[direction] = true;
  entry->edges[direction] = described(entry)->edges[direction];
}

/** The events to report for an entry. */
static struct epoll_event tell(struct entry *entry, short ready) {
  if ((entry->wanted.events & EPOLLONESHOT) != 0) entry->spent = true;
  if ((ready & ~WRITE) != 0) note(entry, RECEIVING);
  if ((ready & WRITE) != 0) note(entry, SENDING);
  return (struct epoll_event){(uint32_t)ready, entry->wanted.data};
}

/** Takes events of what only this library knows. @returns how many */
static int take_here(struct epoll *epoll, struct epoll_event *events, int most) {
  int told = 0;
  size_t first = epoll->count == 0 ? 0 : epoll->first % epoll->count;
  for (size_t i = 0; i < epoll->count && told < most; i++) {
    size_t index = (first + i) % epoll->count;
    short ready = news(&epoll->entries[index]);
    if (ready == 0) continue;
    events[told++] = tell(&epoll->entries[index], ready);
    epoll->first = index + 1;
  }
  return told;
}

_Static_assert(sizeof(struct epoll_event) == EVENT_SIZE && EVENT_EVENTS == 0 &&
                 __builtin_offsetof(struct epoll_event, data) == EVENT_DATA && POLL_EVENTS_SIZE == 2,
               "events land where they are wanted");

/** Takes events of the host's members, at most so late. @returns how many, or -1 with errno */
static int take_there(struct epoll *epoll, struct epoll_event *events, int most, bool limited, uint64_t microseconds) {
  struct { unsigned char failed; union { struct wasock_list list; unsigned char error; }; } result;
  if (most == 0) return 0;
  wasock_land_list(events, (size_t)most * sizeof *events, EVENT_ALIGNMENT);
  uint64_t start = wasock_now();
  host_take_events(epoll->base.handle, most, limited, limited ? microseconds : 0, &result);
  wasock_waited_since(start);
  wasock_disarm();
  if (result.failed != 0) return wasock_fail(result.error);
  if (result.list.length > 0 && result.list.start != events) {
    __builtin_memcpy(events, result.list.start, result.list.length * sizeof *events);
    free(result.list.start);
  }
  for (uint32_t i = 0; i < result.list.length; i++) {
    uint16_t bits;
    __builtin_memcpy(&bits, &events[i].events, sizeof bits);
    events[i].events = (uint16_t)wasock_poll_events(bits);
  }
  return (int)result.list.length;
}

/** Takes what there is, from both sides in turn first. */
static int take_both(struct epoll *epoll, struct epoll_event *events, int most) {
  bool others = epoll->others_first = !epoll->others_first;
  int first = others ? take_there(epoll, events, most, true, 0) : take_here(epoll, events, most);
  if (first < 0) return first;
  events += first, most -= first;
  int second = others ? take_here(epoll, events, most) : take_there(epoll, events, most, true, 0);
  return second < 0 ? second : first + second;
}

static int wait_for(int epoll_fd, struct epoll_event *events, int most, bool limited, uint64_t microseconds) {
  struct epoll *epoll = find_epoll(epoll_fd);
  if (epoll == NULL) return -1;
  if (most <= 0) return fail(EINVAL);
  drop_closed(epoll);
  if (epoll->count == 0 && wasock_alarm_due() == 0) return take_there(epoll, events, most, limited, microseconds);
  uint64_t end = limited ? wasock_now() + microseconds : 0;
  wasock_input = 0;
  for (;;) {
    int taken = take_both(epoll, events, most);
    if (taken != 0) return taken;
    struct readiness all = look(&epoll->base, POLLIN);
    uint64_t time = wasock_now();
    if (limited && time >= end) return 0;
    uint64_t stop = !limited || (all.until != 0 && all.until < end) ? all.until : end;
    short found;
    const struct polled set = {epoll->base.handle, wasock_poll_bits(POLLIN)};
    if (wasock_ask(&set, 1, all.input, stop != 0, time < stop ? stop - time : 0, &found) < 0) return -1;
  }
}

int epoll_wait(int epoll_fd, struct epoll_event *events, int most, int milliseconds) {
  return wait_for(epoll_fd, events, most, milliseconds >= 0, milliseconds > 0 ? (uint64_t)milliseconds * 1000 : 0);
}

/** As with ppoll, the mask does nothing. */
int epoll_pwait(int epoll_fd, struct epoll_event *events, int most, int milliseconds, const sigset_t *mask) {
  (void)mask;
  return epoll_wait(epoll_fd, events, most, milliseconds);
}

int epoll_pwait2(int epoll_fd, struct epoll_event *events, int most, const struct timespec *time, const sigset_t *mask) {
  (void)mask;
  if (time == NULL) return wait_for(epoll_fd, events, most, false, 0);
  if (time->tv_sec < 0 || time->tv_nsec < 0 || time->tv_nsec >= 1000000000) return fail(EINVAL);
  return wait_for(epoll_fd, events, most, true, (uint64_t)time->tv_sec * 1000000 + ((uint64_t)time->tv_nsec + 999) / 1000);
}
