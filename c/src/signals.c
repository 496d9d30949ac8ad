// Signals that a program raises itself: masks and actions over wasi-libc's signal() and raise().
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>
#include "fail.h"
#include "signals.h"

static sigset_t blocked;
static sigset_t pending;
static struct sigaction actions[_NSIG];

static bool valid(int signal) {
  if (signal > 0 && signal < _NSIG) return true;
  errno = EINVAL;
  return false;
}

static sigset_t bit(int signal) {
  return 1ULL << (signal - 1);
}

int sigemptyset(sigset_t *set) {
  *set = 0;
  return 0;
}

int sigfillset(sigset_t *set) {
  *set = ~0ULL;
  return 0;
}

int sigaddset(sigset_t *set, int signal) {
  if (!valid(signal)) return -1;
  *set |= bit(signal);
  return 0;
}

int sigdelset(sigset_t *set, int signal) {
  if (!valid(signal)) return -1;
  *set &= ~bit(signal);
  return 0;
}

int sigismember(const sigset_t *set, int signal) {
  return valid(signal) ? (*set & bit(signal)) != 0 : -1;
}

int __real_raise(int signal);

/** A signal that is blocked waits. */
int __wrap_raise(int signal) {
  if (!valid(signal)) return -1;
  if ((blocked & bit(signal)) == 0 || signal == SIGKILL || signal == SIGSTOP) return __real_raise(signal);
  pending |= bit(signal);
  return 0;
}

int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old) {
  sigset_t before = blocked;
  if (set != NULL) {
    if (how == SIG_BLOCK) blocked |= *set;
    else if (how == SIG_UNBLOCK) blocked &= ~*set;
    else if (how == SIG_SETMASK) blocked = *set;
    else {
      return fail(EINVAL);
    }
  }
  if (old != NULL) *old = before;
  for (int signal = 1; (pending & ~blocked) != 0 && signal < _NSIG; signal++) {
    if ((pending & ~blocked & bit(signal)) == 0) continue;
    pending &= ~bit(signal);
    raise(signal);
  }
  return 0;
}

int pthread_sigmask(int how, const sigset_t *restrict set, sigset_t *restrict old) {
  return sigprocmask(how, set, old) == 0 ? 0 : errno;
}

int wasock_take_signal(sigset_t set) {
  if ((pending & set) == 0) return 0;
  int signal = __builtin_ctzll(pending & set) + 1;
  pending &= ~bit(signal);
  return signal;
}

/** Calls are begun again or not as the program's loops have it: none is interrupted but by an alarm. */
int siginterrupt(int signal, int interrupts) {
  (void)interrupts;
  return valid(signal) ? 0 : -1;
}

int sigpending(sigset_t *set) {
  *set = pending;
  return 0;
}

/** The handler of every signal that has an action. */
static void act(int number) {
  struct sigaction action = actions[number];
  if ((action.sa_flags & SA_RESETHAND) != 0) signal(number, SIG_DFL);
  sigset_t before;
  sigset_t mask = action.sa_mask | ((action.sa_flags & SA_NODEFER) != 0 ? 0 : bit(number));
  sigprocmask(SIG_BLOCK, &mask, &before);
  if ((action.sa_flags & SA_SIGINFO) == 0) action.sa_handler(number);
  else action.sa_sigaction(number, &(siginfo_t){.si_signo = number, .si_pid = getpid(), .si_uid = getuid()}, NULL);
  sigprocmask(SIG_SETMASK, &before, NULL);
}

int sigaction(int number, const struct sigaction *restrict action, struct sigaction *restrict old) {
  if (!valid(number)) return -1;
  struct sigaction next;
  if (action != NULL) next = *action;
  bool plain = action != NULL && (next.sa_handler == SIG_DFL || next.sa_handler == SIG_IGN);
  void (*handler)(int) = action == NULL ? SIG_IGN : plain ? next.sa_handler : act;
  void (*before)(int) = signal(number, handler);
  if (before == SIG_ERR) return -1;
  if (action == NULL) signal(number, before);
  if (old != NULL) *old = before == act ? actions[number] : (struct sigaction){.sa_handler = before};
  if (action != NULL) actions[number] = next;
  return 0;
}

/** There is no process but this one. */
int kill(pid_t process, int signal) {
  if (process != getpid() && process != 0) return fail(ESRCH);
  return signal == 0 ? 0 : raise(signal);
}
