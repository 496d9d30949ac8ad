// epoll: a list of descriptors, which each wait goes through as poll does.
//
// Edge-triggered, a direction is reported once, and again after the program has used the socket in that direction. It
// may then be reported although only the rest of the earlier data is there, which programs must expect.
#include <sys/epoll.h>
#include <fcntl.h>
#include <stdlib.h>
#include "descriptors.h"
#include "fail.h"
#include "wait.h"

/** The events of poll, whose numbers these are. */
#define POLLED 0x23ff

struct entry {
  int fd;
  /** The serial of the description, because the descriptor's number may be reused. */
  unsigned serial;
  struct epoll_event wanted;
  /** EPOLLONESHOT, and already reported: silent until it is changed. */
  bool spent;
  /** Edge-triggered, by direction: whether it was reported, and how often it had been used then. */
  bool told[2];
  unsigned used[2];
};

struct epoll {
  struct description base;
  struct entry *entries;
  struct pollfd *fds;
  size_t count, room;
  /** Which entry comes first, so that all have their turn. */
  size_t first;
};

static void close_epoll(struct description *description) {
  struct epoll *epoll = (struct epoll *)description;
  free(epoll->entries);
  free(epoll->fds);
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

/** As on Linux, it has a position, which does not move. */
static __wasi_errno_t seek(struct description *epoll, __wasi_filedelta_t by, __wasi_whence_t whence,
                           __wasi_filesize_t *at) {
  (void)epoll, (void)by, (void)whence;
  *at = 0;
  return 0;
}

static __wasi_errno_t fdstat(struct description *epoll, __wasi_fdstat_t *result) {
  (void)epoll;
  *result = (__wasi_fdstat_t){.fs_filetype = __WASI_FILETYPE_UNKNOWN};
  return 0;
}

static __wasi_errno_t filestat(struct description *epoll, __wasi_filestat_t *result) {
  (void)epoll;
  *result = (__wasi_filestat_t){.filetype = __WASI_FILETYPE_UNKNOWN};
  return 0;
}

static int flags_of(const struct description *epoll) {
  (void)epoll;
  return O_RDWR;
}

static int set_nonblocking(struct description *epoll, bool nonblocking) {
  (void)epoll;
  return nonblocking ? fail(EINVAL) : 0;
}

static int count_readable(struct description *epoll, int *count) {
  (void)epoll, (void)count;
  return fail(ENOTTY);
}

/** It cannot be waited for by poll. */
static struct readiness look(struct description *epoll, short events, bool conditions) {
  (void)epoll, (void)events, (void)conditions;
  return (struct readiness){.told = POLLNVAL};
}

static const struct operations OPERATIONS = {
  .close = close_epoll,
  .read = read_epoll,
  .write = write_epoll,
  .seek = seek,
  .fdstat = fdstat,
  .filestat = filestat,
  .flags = flags_of,
  .set_nonblocking = set_nonblocking,
  .count_readable = count_readable,
  .look = look,
};

int epoll_create1(int flags) {
  if ((flags & ~EPOLL_CLOEXEC) != 0) return fail(EINVAL);
  struct epoll *epoll = calloc(1, sizeof *epoll);
  if (epoll == NULL) return fail(ENOMEM);
  epoll->base.operations = &OPERATIONS;
  int fd = wasock_add(&epoll->base);
  if (fd < 0) free(epoll);
  return fd;
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

/** The description of an entry; NULL if it has been closed. */
static struct description *described(const struct entry *entry) {
  int before = errno;
  struct description *description = wasock_description(entry->fd);
  errno = before;
  return description != NULL && description->serial == entry->serial ? description : NULL;
}

static void drop_closed(struct epoll *epoll) {
  size_t kept = 0;
  for (size_t i = 0; i < epoll->count; i++)
    if (described(&epoll->entries[i]) != NULL) epoll->entries[kept++] = epoll->entries[i];
  epoll->count = kept;
}

static struct entry *find(struct epoll *epoll, int fd) {
  for (size_t i = 0; i < epoll->count; i++)
    if (epoll->entries[i].fd == fd) return &epoll->entries[i];
  return NULL;
}

/** Makes room for one more. @returns 0, or -1 with errno */
static int grow(struct epoll *epoll) {
  if (epoll->count < epoll->room) return 0;
  size_t room = epoll->room == 0 ? 16 : epoll->room * 2;
  struct entry *entries = realloc(epoll->entries, room * sizeof *entries);
  if (entries == NULL) return fail(ENOMEM);
  epoll->entries = entries;
  struct pollfd *fds = realloc(epoll->fds, room * sizeof *fds);
  if (fds == NULL) return fail(ENOMEM);
  epoll->fds = fds;
  epoll->room = room;
  return 0;
}

int epoll_ctl(int epoll_fd, int operation, int fd, struct epoll_event *event) {
  struct description *description = wasock_description(fd);
  if (wasock_description(epoll_fd) == NULL || description == NULL) return -1;
  struct epoll *epoll = find_epoll(epoll_fd);
  // One set inside another is more than is done here.
  if (epoll == NULL || description->operations == &OPERATIONS) return fail(EINVAL);
  if (event == NULL && operation != EPOLL_CTL_DEL) return fail(EFAULT);
  drop_closed(epoll);
  struct entry *entry = find(epoll, fd);
  switch (operation) {
    case EPOLL_CTL_ADD:
      if (entry != NULL) return fail(EEXIST);
      if (grow(epoll) < 0) return -1;
      epoll->entries[epoll->count++] = (struct entry){.fd = fd, .serial = description->serial, .wanted = *event};
      return 0;
    case EPOLL_CTL_MOD:
      if (entry == NULL) return fail(ENOENT);
      *entry = (struct entry){.fd = fd, .serial = description->serial, .wanted = *event};
      return 0;
    case EPOLL_CTL_DEL:
      if (entry == NULL) return fail(ENOENT);
      *entry = epoll->entries[--epoll->count];
      return 0;
  }
  return fail(EINVAL);
}

/** Whether a direction was reported, and the socket has not been used since. */
static bool is_old(const struct entry *entry, const struct description *description, enum direction direction) {
  return (entry->wanted.events & EPOLLET) != 0 && entry->told[direction] &&
         entry->used[direction] == description->used[direction];
}

static struct pollfd asked(const struct entry *entry) {
  const struct description *description = described(entry);
  short events = (short)(entry->wanted.events & POLLED & ~(POLLERR | POLLHUP));
  short wanted = events;
  if (is_old(entry, description, RECEIVING)) events &= ~(READ | EXCEPT | POLLRDHUP);
  if (is_old(entry, description, SENDING)) events &= ~WRITE;
  bool nothing_new = events == 0 && (wanted != 0 || is_old(entry, description, RECEIVING));
  return (struct pollfd){entry->spent || nothing_new ? -1 : entry->fd, events, 0};
}

static void note(struct entry *entry, enum direction direction) {
  entry->told[direction] = true;
  entry->used[direction] = described(entry)->used[direction];
}

/** The events to report for an entry. */
static struct epoll_event tell(struct entry *entry, short ready) {
  if ((entry->wanted.events & EPOLLONESHOT) != 0) entry->spent = true;
  if ((ready & ~WRITE) != 0) note(entry, RECEIVING);
  if ((ready & WRITE) != 0) note(entry, SENDING);
  return (struct epoll_event){(uint32_t)ready, entry->wanted.data};
}

int epoll_wait(int epoll_fd, struct epoll_event *events, int most, int milliseconds) {
  struct epoll *epoll = find_epoll(epoll_fd);
  if (epoll == NULL) return -1;
  if (most <= 0) return fail(EINVAL);
  drop_closed(epoll);
  for (size_t i = 0; i < epoll->count; i++) epoll->fds[i] = asked(&epoll->entries[i]);
  uint64_t microseconds = milliseconds > 0 ? (uint64_t)milliseconds * 1000 : 0;
  if (wasock_wait(epoll->fds, epoll->count, true, milliseconds >= 0, microseconds) < 0) return -1;

  int told = 0;
  size_t first = epoll->count == 0 ? 0 : epoll->first % epoll->count;
  for (size_t i = 0; i < epoll->count && told < most; i++) {
    size_t index = (first + i) % epoll->count;
    if (epoll->fds[index].revents == 0) continue;
    events[told++] = tell(&epoll->entries[index], epoll->fds[index].revents);
    epoll->first = index + 1;
  }
  return told;
}

/** As with ppoll, the mask does nothing. */
int epoll_pwait(int epoll_fd, struct epoll_event *events, int most, int milliseconds, const sigset_t *mask) {
  (void)mask;
  return epoll_wait(epoll_fd, events, most, milliseconds);
}
