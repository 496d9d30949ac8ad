// Processes, for programs that are linked with --fork: the functions of process.c, and others, in front of which these stand.
// Signals come from no other process. But the end of a process that this one has made is looked for after each call that may have
// waited, and then SIGCHLD is raised.
#include <signal.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "fail.h"
#include "host.h"

_Static_assert(IS_NUMBERS(FORK) && IS_BYTES(SIGNAL), "as the WIT lays them out");
_Static_assert(WAIT_RESULT_SIZE == 16 && WAIT_RESULT_PAYLOAD == 4 && WAIT_RESULT_OK_SOME == 8, "as the WIT lays it out");
_Static_assert(ENDED_PROCESS_ID == 0 && ENDED_PROCESS_STATUS == 4, "as the WIT lays it out");

/** What host_wait gives. */
struct result {
  unsigned char is_error;
  unsigned char padding[3];
  /** The case of the error, or whether a process has ended. */
  unsigned char first;
  unsigned char more[3];
  pid_t process;
  int status;
};

/** How many processes had ended when the program was last told. */
static int told;

static void (*handler_of(int number))(int) {
  void (*handler)(int) = signal(number, SIG_DFL);
  if (handler == SIG_ERR) return SIG_DFL;
  signal(number, handler);
  return handler;
}

/** As waitpid(). */
static pid_t wait_for(pid_t process, int *status, bool hang) {
  struct result result;
  host_wait(process, hang, &result);
  if (result.is_error) return wasock_fail(result.first);
  if (!result.first) return 0;
  if (status != NULL) *status = result.status;
  return result.process;
}

/** Raises SIGCHLD if processes have ended since the last time. If it is ignored, nobody has to wait for them. */
static void look(void) {
  int ended = host_ended_processes();
  if (ended == told) return;
  told = ended;
  int before = errno;
  void (*handler)(int) = handler_of(SIGCHLD);
  if (handler == SIG_IGN) while (wait_for(-1, NULL, false) > 0);
  else if (handler != SIG_DFL) raise(SIGCHLD);
  errno = before;
}

pid_t __wrap_fork(void) {
  look();
  int result[2];
  host_fork(result);
  pid_t process = wasock_number(result);
  if (process == 0) told = 0;
  return process;
}

pid_t __wrap_vfork(void) { return __wrap_fork(); }

pid_t __wrap_waitpid(pid_t process, int *status, int options) {
  return wait_for(process, status, (options & WNOHANG) == 0);
}

pid_t __wrap_wait(int *status) { return __wrap_waitpid(-1, status, 0); }

pid_t __wrap_getppid(void) { return host_parent_id(); }

/** Sessions are not told apart. */
pid_t __wrap_setsid(void) { return getpid(); }

/** There is no /dev/null, and no terminal to leave. */
int __wrap_daemon(int stay, int keep) {
  (void)stay, (void)keep;
  pid_t process = __wrap_fork();
  if (process > 0) _exit(0);
  return process;
}

/** A handler of the program's runs for signals that it sends itself. */
int __wrap_kill(pid_t process, int number) {
  if (process == getpid() && number != 0 && handler_of(number) != SIG_DFL) return raise(number);
  unsigned char result[2];
  host_signal(process, number, result);
  return wasock_outcome(result);
}

// The calls that a server waits in.

int __real_accept(int, struct sockaddr *restrict, socklen_t *restrict);
int __real_accept4(int, struct sockaddr *restrict, socklen_t *restrict, int);
int __real_poll(struct pollfd *, nfds_t, int);
int __real_select(int, fd_set *restrict, fd_set *restrict, fd_set *restrict, struct timeval *restrict);
int __real_epoll_wait(int, struct epoll_event *, int, int);
ssize_t __real_recv(int, void *, size_t, int);
ssize_t __real_read(int, void *, size_t);
unsigned __real_sleep(unsigned);
int __real_nanosleep(const struct timespec *, struct timespec *);

/** The call, and then the look. */
#define LOOKING(type, call) \
  type outcome = call;      \
  look();                   \
  return outcome

int __wrap_accept(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
  LOOKING(int, __real_accept(fd, address, length));
}
int __wrap_accept4(int fd, struct sockaddr *restrict address, socklen_t *restrict length, int flags) {
  LOOKING(int, __real_accept4(fd, address, length, flags));
}
int __wrap_poll(struct pollfd *fds, nfds_t count, int timeout) { LOOKING(int, __real_poll(fds, count, timeout)); }
int __wrap_select(int count, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
                  struct timeval *restrict timeout) {
  LOOKING(int, __real_select(count, read, write, except, timeout));
}
int __wrap_epoll_wait(int fd, struct epoll_event *events, int most, int timeout) {
  LOOKING(int, __real_epoll_wait(fd, events, most, timeout));
}
ssize_t __wrap_recv(int fd, void *data, size_t size, int flags) { LOOKING(ssize_t, __real_recv(fd, data, size, flags)); }
ssize_t __wrap_read(int fd, void *data, size_t size) { LOOKING(ssize_t, __real_read(fd, data, size)); }
unsigned __wrap_sleep(unsigned seconds) { LOOKING(unsigned, __real_sleep(seconds)); }
int __wrap_nanosleep(const struct timespec *time, struct timespec *left) { LOOKING(int, __real_nanosleep(time, left)); }
