// timerfd_create(2): a time that waits look at.
#include <sys/timerfd.h>
#include <stdlib.h>
#include <string.h>
#include "anonymous.h"
#include "clock.h"
#include "descriptors.h"
#include "fail.h"
#include "wait.h"

struct timer {
  struct description base;
  clockid_t clock;
  /** When it is over next, by wasock_now(), and how often again, in microseconds; 0: never. */
  uint64_t due, interval;
  /** How often it was over since it was read. */
  uint64_t times;
  bool nonblocking;
};

static void close_timer(struct description *timer) { free(timer); }

/** Counts how often it was over. */
static void tick(struct timer *timer) {
  uint64_t now = wasock_now();
  if (timer->due == 0 || now < timer->due) return;
  uint64_t times = timer->interval == 0 ? 1 : 1 + (now - timer->due) / timer->interval;
  // As on Linux, it is told again when it has been read.
  if (timer->times == 0) timer->base.edges[RECEIVING]++;
  timer->times += times;
  timer->due = timer->interval == 0 ? 0 : timer->due + times * timer->interval;
}

static __wasi_errno_t read_timer(struct description *description, const __wasi_iovec_t *parts, size_t count,
                                 __wasi_size_t *read) {
  struct timer *timer = (struct timer *)description;
  if (count == 0 || parts->buf_len < sizeof timer->times) return EINVAL;
  for (tick(timer); timer->times == 0; tick(timer)) {
    if (timer->nonblocking) return EAGAIN;
    uint64_t now = wasock_now();
    uint64_t left = timer->due > now ? timer->due - now : 0;
    if (wasock_wait(NULL, 0, false, timer->due != 0, left) < 0) return (__wasi_errno_t)errno;
  }
  memcpy(parts->buf, &timer->times, sizeof timer->times);
  *read = sizeof timer->times;
  timer->times = 0;
  return 0;
}

static __wasi_errno_t write_timer(struct description *timer, const __wasi_ciovec_t *parts, size_t count,
                                  __wasi_size_t *written) {
  (void)timer, (void)parts, (void)count, (void)written;
  return EINVAL;
}

static int flags(const struct description *timer) {
  return O_RDWR | (((const struct timer *)timer)->nonblocking ? O_NONBLOCK : 0);
}

static int set_nonblocking(struct description *timer, bool nonblocking) {
  ((struct timer *)timer)->nonblocking = nonblocking;
  return 0;
}

static struct readiness look(struct description *description, short events) {
  struct timer *timer = (struct timer *)description;
  tick(timer);
  return (struct readiness){.told = timer->times > 0 ? READ & events : 0, .until = timer->due};
}

static const struct operations OPERATIONS = {
  .close = close_timer,
  .read = read_timer,
  .write = write_timer,
  .seek = wasock_anonymous_seek,
  .fdstat = wasock_anonymous_fdstat,
  .filestat = wasock_anonymous_filestat,
  .flags = flags,
  .set_nonblocking = set_nonblocking,
  .count_readable = wasock_anonymous_count_readable,
  .look = look,
};

int timerfd_create(clockid_t clock, int flags) {
  if ((flags & ~(TFD_CLOEXEC | TFD_NONBLOCK)) != 0) return fail(EINVAL);
  if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) return fail(EINVAL);
  struct timer *timer = malloc(sizeof *timer);
  if (timer == NULL) return fail(ENOMEM);
  bool nonblocking = (flags & TFD_NONBLOCK) != 0;
  *timer = (struct timer){.base = {.operations = &OPERATIONS}, .clock = clock, .nonblocking = nonblocking};
  int fd = wasock_add(&timer->base);
  if (fd < 0) free(timer);
  return fd;
}

static struct timer *find(int fd) {
  struct description *description = wasock_description(fd);
  if (description == NULL || description->operations == &OPERATIONS) return (struct timer *)description;
  errno = EINVAL;
  return NULL;
}

static bool valid(const struct timespec *time) {
  return time->tv_sec >= 0 && time->tv_nsec >= 0 && time->tv_nsec < 1000000000;
}

static uint64_t microseconds_of(const struct timespec *time) {
  return (uint64_t)time->tv_sec * 1000000 + ((uint64_t)time->tv_nsec + 999) / 1000;
}

static struct timespec time_of(uint64_t microseconds) {
  return (struct timespec){(time_t)(microseconds / 1000000), (long)(microseconds % 1000000) * 1000};
}

static void tell(struct timer *timer, struct itimerspec *setting) {
  tick(timer);
  uint64_t now = wasock_now();
  *setting = (struct itimerspec){time_of(timer->interval), time_of(timer->due > now ? timer->due - now : 0)};
}

int timerfd_gettime(int fd, struct itimerspec *setting) {
  struct timer *timer = find(fd);
  if (timer == NULL) return -1;
  tell(timer, setting);
  return 0;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *setting, struct itimerspec *old) {
  struct timer *timer = find(fd);
  if (timer == NULL) return -1;
  if ((flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET)) != 0) return fail(EINVAL);
  if (!valid(&setting->it_value) || !valid(&setting->it_interval)) return fail(EINVAL);
  if (old != NULL) tell(timer, old);
  timer->times = 0;
  timer->interval = microseconds_of(&setting->it_interval);
  timer->due = microseconds_of(&setting->it_value);
  if (timer->due == 0) return 0;
  struct timespec now = {0};
  if ((flags & TFD_TIMER_ABSTIME) != 0) clock_gettime(timer->clock, &now);
  uint64_t passed = microseconds_of(&now);
  timer->due = wasock_now() + (timer->due > passed ? timer->due - passed : 0);
  return 0;
}
