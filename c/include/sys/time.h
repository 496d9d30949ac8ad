/* wasi-libc's header, and timers. One of the real time raises SIGALRM at the next wait; the others are never over. */
#include_next <sys/time.h>

#ifndef WASOCK_SYS_TIME_H
#define WASOCK_SYS_TIME_H

#ifdef __cplusplus
extern "C" {
#endif

#define ITIMER_REAL 0
#define ITIMER_VIRTUAL 1
#define ITIMER_PROF 2

struct itimerval {
  struct timeval it_interval;
  struct timeval it_value;
};

int getitimer(int, struct itimerval *);
int setitimer(int, const struct itimerval *__restrict, struct itimerval *__restrict);
struct timezone;
int settimeofday(const struct timeval *, const struct timezone *);

#ifdef __cplusplus
}
#endif

#endif
