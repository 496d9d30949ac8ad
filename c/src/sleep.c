// Sleeping, which an alarm ends.
#include <time.h>
#include <unistd.h>
#include "clock.h"
#include "fail.h"
#include "wait.h"

static int sleep_for(uint64_t microseconds, struct timespec *left) {
  uint64_t end = wasock_now() + microseconds;
  if (wasock_wait(NULL, 0, false, true, microseconds) == 0) return 0;
  uint64_t now = wasock_now();
  uint64_t rest = now < end ? end - now : 0;
  if (left != NULL) *left = (struct timespec){(time_t)(rest / 1000000), (long)(rest % 1000000) * 1000};
  return errno;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *time, struct timespec *left) {
  if (time->tv_sec < 0 || time->tv_nsec < 0 || time->tv_nsec >= 1000000000) return EINVAL;
  struct timespec now = {0};
  if (flags == TIMER_ABSTIME) clock_gettime(clock, &now);
  long long seconds = time->tv_sec - now.tv_sec;
  long long microseconds = seconds * 1000000 + (time->tv_nsec - now.tv_nsec + 999) / 1000;
  return microseconds <= 0 ? 0 : sleep_for((uint64_t)microseconds, flags == TIMER_ABSTIME ? NULL : left);
}

int nanosleep(const struct timespec *time, struct timespec *left) {
  int error = clock_nanosleep(CLOCK_REALTIME, 0, time, left);
  return error == 0 ? 0 : fail(error);
}

int usleep(useconds_t microseconds) {
  return nanosleep(&(struct timespec){microseconds / 1000000, (long)(microseconds % 1000000) * 1000}, NULL);
}

unsigned sleep(unsigned seconds) {
  struct timespec left = {0, 0};
  if (nanosleep(&(struct timespec){(time_t)seconds, 0}, &left) == 0) return 0;
  return (unsigned)left.tv_sec + (left.tv_nsec >= 500000000);
}

/** Until a handler has run, which only an alarm makes happen here. */
int pause(void) {
  while (wasock_wait(NULL, 0, false, false, 0) == 0) continue;
  return -1;
}
