// Processor time. wasi-libc's counts the time since the start, sleep included.
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <wasi/api.h>
#include "clock.h"
#include "fail.h"

clock_t __real_clock(void);

/** Time of waits, in microseconds. */
static uint64_t waited;

void wasock_waited_since(uint64_t start) { waited += wasock_now() - start; }

uint64_t wasock_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

__typeof__(__wasi_poll_oneoff) __real___wasi_poll_oneoff;

/** sleep() and its sisters wait here. */
__wasi_errno_t __wrap___wasi_poll_oneoff(const __wasi_subscription_t *waits, __wasi_event_t *events, __wasi_size_t count,
                                         __wasi_size_t *stored) {
  uint64_t start = wasock_now();
  __wasi_errno_t error = __real___wasi_poll_oneoff(waits, events, count, stored);
  wasock_waited_since(start);
  return error;
}

/** In nanoseconds; where the host does not know it (components), the time since the start without that of waits. */
static long long processor_time(void) {
  __wasi_timestamp_t time;
  if (__wasi_clock_time_get(__WASI_CLOCKID_PROCESS_CPUTIME_ID, 1, &time) == 0) return (long long)time;
  return (long long)__real_clock() * (1000000000 / CLOCKS_PER_SEC) - (long long)waited * 1000;
}

clock_t __wrap_clock(void) { return (clock_t)(processor_time() / (1000000000 / CLOCKS_PER_SEC)); }

int __wrap_getrusage(int who, struct rusage *usage) {
  if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD) return fail(EINVAL);
  memset(usage, 0, sizeof *usage);
  long long microseconds = who == RUSAGE_CHILDREN ? 0 : processor_time() / 1000;
  usage->ru_utime = (struct timeval){microseconds / 1000000, (suseconds_t)(microseconds % 1000000)};
  return 0;
}

/** The clocks are the host's. */
int settimeofday(const struct timeval *time, const struct timezone *zone) { return (void)time, (void)zone, fail(EPERM); }
