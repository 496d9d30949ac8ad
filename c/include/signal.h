/* Signals: wasi-libc's signal() and raise(), and other functions that programs use. No signal comes from outside: a
   handler runs only when the program raises the signal itself. */
#include_next <signal.h>

#ifndef WASOCK_SIGNAL_H
#define WASOCK_SIGNAL_H

#include <__typedef_sigset_t.h>
#include <sys/types.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

#include <wasock/constants/signal.h>

#define SIGRTMIN 34
#define SIGRTMAX 64

#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2

#define SA_NOCLDSTOP 1
#define SA_NOCLDWAIT 2
#define SA_SIGINFO 4
#define SA_ONSTACK 0x08000000
#define SA_RESTART 0x10000000
#define SA_NODEFER 0x40000000
#define SA_RESETHAND 0x80000000

typedef struct {
  int si_signo;
  int si_errno;
  int si_code;
  union {
    struct {
      pid_t __pid;
      uid_t __uid;
    } __sender;
    void *__address;
  } __fields;
} siginfo_t;
#define si_pid __fields.__sender.__pid
#define si_uid __fields.__sender.__uid
#define si_addr __fields.__address

struct sigaction {
  union {
    void (*__handler)(int);
    void (*__action)(int, siginfo_t *, void *);
  } __sa_handler;
  sigset_t sa_mask;
  int sa_flags;
};
#define sa_handler __sa_handler.__handler
#define sa_sigaction __sa_handler.__action

int sigemptyset(sigset_t *);
int sigfillset(sigset_t *);
int sigaddset(sigset_t *, int);
int sigdelset(sigset_t *, int);
int sigismember(const sigset_t *, int);
int sigprocmask(int, const sigset_t *__restrict, sigset_t *__restrict);
int sigpending(sigset_t *);
int sigaction(int, const struct sigaction *__restrict, struct sigaction *__restrict);
int kill(pid_t, int);
int killpg(pid_t, int);
int sigsuspend(const sigset_t *);
int sigwait(const sigset_t *__restrict, int *__restrict);
int sigwaitinfo(const sigset_t *__restrict, siginfo_t *__restrict);
int sigtimedwait(const sigset_t *__restrict, siginfo_t *__restrict, const struct timespec *__restrict);
int siginterrupt(int, int);
int pthread_sigmask(int, const sigset_t *__restrict, sigset_t *__restrict);
int pthread_kill(pthread_t, int);

#ifdef __cplusplus
}
#endif

#endif
