// alarm(2) and setitimer(2): a signal that is raised at the next wait, which it ends.
#include "alarm.h"
#include <signal.h>
#include <stddef.h>
#include <sys/time.h>
#include <unistd.h>
#include "clock.h"
#include "fail.h"

/** When it is due, by wasock_now(), and again after how many microseconds; 0: never. */
static uint64_t due, interval;

uint64_t wasock_alarm_due(void) { return due; }

bool wasock_ring(void) {
  if (due == 0 || wasock_now() < due) return false;
  due = interval == 0 ? 0 : wasock_now() + interval;
  raise(SIGALRM);
  return true;
}

static struct timeval time_of(uint64_t microseconds) {
  return (struct timeval){(time_t)(microseconds / 1000000), (suseconds_t)(microseconds % 1000000)};
}

static uint64_t left(void) {
  uint64_t now = wasock_now();
  return due == 0 ? 0 : due > now ? due - now : 1;
}

int getitimer(int which, struct itimerval *setting) {
  if (which < ITIMER_REAL || which > ITIMER_PROF) return fail(EINVAL);
  *setting = (struct itimerval){{0, 0}, {0, 0}};
  if (which == ITIMER_REAL) *setting = (struct itimerval){time_of(interval), time_of(left())};
  return 0;
}

static bool valid(const struct timeval *time) {
  return time->tv_sec >= 0 && time->tv_usec >= 0 && time->tv_usec < 1000000;
}

static uint64_t microseconds_of(const struct timeval *time) {
  return (uint64_t)time->tv_sec * 1000000 + (uint64_t)time->tv_usec;
}

int setitimer(int which, const struct itimerval *restrict setting, struct itimerval *restrict old) {
  if (!valid(&setting->it_value) || !valid(&setting->it_interval)) return fail(EINVAL);
  if (old != NULL && getitimer(which, old) < 0) return -1;
  if (which < ITIMER_REAL || which > ITIMER_PROF) return fail(EINVAL);
  if (which != ITIMER_REAL) return 0;
  uint64_t first = microseconds_of(&setting->it_value);
  due = first == 0 ? 0 : wasock_now() + first;
  interval = microseconds_of(&setting->it_interval);
  return 0;
}

unsigned alarm(unsigned seconds) {
  uint64_t before = left();
  due = seconds == 0 ? 0 : wasock_now() + (uint64_t)seconds * 1000000;
  interval = 0;
  return (unsigned)((before + 999999) / 1000000);
}
