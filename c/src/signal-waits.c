// Waiting for signals. Those that the program has raised itself are there already; only an alarm comes while it waits.
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>
#include "clock.h"
#include "fail.h"
#include "signals.h"
#include "wait.h"

/** Signals that waited are raised by the change of the mask. */
int sigsuspend(const sigset_t *mask) {
  sigset_t before, pending;
  sigpending(&pending);
  sigprocmask(SIG_SETMASK, mask, &before);
  if ((pending & ~*mask) == 0) pause();
  sigprocmask(SIG_SETMASK, &before, NULL);
  return fail(EINTR);
}

/** Takes a signal of the set, which must be blocked. */
static int take(const sigset_t *set, bool limited, uint64_t microseconds) {
  uint64_t end = wasock_now() + microseconds;
  for (;;) {
    int signal = wasock_take_signal(*set);
    uint64_t now = wasock_now();
    if (signal > 0) return signal;
    if (limited && now >= end) return fail(EAGAIN);
    wasock_wait(NULL, 0, false, limited, end - now);
  }
}

int sigwait(const sigset_t *restrict set, int *restrict signal) {
  *signal = take(set, false, 0);
  return 0;
}

int sigtimedwait(const sigset_t *restrict set, siginfo_t *restrict info, const struct timespec *restrict limit) {
  if (limit != NULL && (limit->tv_nsec < 0 || limit->tv_nsec >= 1000000000)) return fail(EINVAL);
  uint64_t microseconds = limit == NULL ? 0 : (uint64_t)limit->tv_sec * 1000000 + (uint64_t)limit->tv_nsec / 1000;
  int signal = take(set, limit != NULL, microseconds);
  if (signal > 0 && info != NULL) *info = (siginfo_t){.si_signo = signal, .si_pid = getpid(), .si_uid = getuid()};
  return signal;
}

int sigwaitinfo(const sigset_t *restrict set, siginfo_t *restrict info) { return sigtimedwait(set, info, NULL); }
