// What programs for sockets find on a system besides. Exits with the number of facts that do not hold.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <grp.h>
#include <netdb.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <syslog.h>
#include <termios.h>
#include <unistd.h>
#include "check.h"

static int caught;
static int caught_by;

static void handler(int signal) {
  caught = signal;
  sigset_t now;
  sigprocmask(SIG_BLOCK, NULL, &now);
  CHECK(sigismember(&now, signal) == (caught_by == 0));
}

static void action(int signal, siginfo_t *info, void *context) {
  (void)context;
  caught = signal;
  caught_by = info->si_pid;
}

static void signals(void) {
  struct sigaction before, after = {.sa_handler = handler};
  CHECK(signal(SIGPIPE, SIG_IGN) == SIG_DFL && raise(SIGPIPE) == 0);
  CHECK(sigaction(SIGUSR1, &after, &before) == 0 && before.sa_handler == SIG_DFL);
  CHECK(sigaction(SIGUSR1, NULL, &before) == 0 && before.sa_handler == handler);
  CHECK(raise(SIGUSR1) == 0 && caught == SIGUSR1);

  // Blocked, it waits.
  sigset_t set, old, pending;
  sigemptyset(&set), sigaddset(&set, SIGUSR1);
  CHECK(sigprocmask(SIG_BLOCK, &set, &old) == 0 && sigismember(&old, SIGUSR1) == 0);
  caught = 0;
  CHECK(kill(getpid(), SIGUSR1) == 0 && caught == 0);
  CHECK(sigpending(&pending) == 0 && sigismember(&pending, SIGUSR1) == 1 && sigismember(&pending, SIGUSR2) == 0);
  CHECK(sigprocmask(SIG_SETMASK, &old, NULL) == 0 && caught == SIGUSR1);

  after = (struct sigaction){.sa_sigaction = action, .sa_flags = SA_SIGINFO | SA_RESETHAND};
  CHECK(sigaction(SIGTERM, &after, NULL) == 0 && raise(SIGTERM) == 0);
  CHECK(caught == SIGTERM && caught_by == getpid());
  CHECK(sigaction(SIGTERM, NULL, &before) == 0 && before.sa_handler == SIG_DFL);
  FAILS(sigaction(0, NULL, &before), EINVAL);
  FAILS(sigaddset(&set, 65), EINVAL);
  FAILS(kill(getpid(), 99), EINVAL);
}

/** Without directories there is nothing to be found, or to be made. */
static void no_files(void) {
  struct stat status;
  FAILS(open("/etc/passwd", O_RDONLY), ENOENT);
  FAILS(open("none", O_RDWR | O_CREAT, 0600), ENOENT);
  FAILS(stat("/tmp", &status), ENOENT);
  FAILS(mkdir("/tmp/x", 0700), ENOENT);
  FAILS(chmod("/tmp", 0700), ENOTSUP);
}

static void no_shell(void) {
  CHECK(system(NULL) == 0);
  FAILS(system("true"), ENOSYS);
  CHECK(popen("true", "r") == NULL && errno == ENOSYS);
  FAILS(mkfifo("/tmp/fifo", 0600), ENOTSUP);
}

static void numbers(void) {
  char text[32];
  CHECK(snprintf(text, sizeof text, "%.2Lf", strtold("10.5", NULL)) == 5 && strcmp(text, "10.50") == 0);
}

static void time_zone(void) {
  struct timezone zone = {.tz_minuteswest = 1, .tz_dsttime = 1};
  struct timeval now;
  CHECK(gettimeofday(&now, &zone) == 0 && zone.tz_minuteswest == 0 && zone.tz_dsttime == 0);
}

static void files(void) {
  char buffer[16];
  FILE *input = fopen("/dev/stdin", "r");
  CHECK(input != NULL && fgets(buffer, sizeof buffer, input) != NULL && strcmp(buffer, "input\n") == 0);
  CHECK(fclose(input) == 0);
  int pipes[2];
  CHECK(pipe(pipes) == 0 && write(pipes[1], "abc", 3) == 3 && read(pipes[0], buffer, 16) == 3);
  snprintf(buffer, sizeof buffer, "/dev/fd/%d", pipes[1]);
  int copy = open(buffer, O_WRONLY);
  CHECK(copy > pipes[1] && close(pipes[1]) == 0 && write(copy, "d", 1) == 1 && read(pipes[0], buffer, 16) == 1);
  CHECK(close(copy) == 0 && read(pipes[0], buffer, 16) == 0 && close(pipes[0]) == 0);
  CHECK(pipe2(pipes, O_NONBLOCK) == 0);
  FAILS(read(pipes[0], buffer, 16), EAGAIN);
  FAILS(dup3(pipes[0], pipes[0], 0), EINVAL);
  CHECK(dup3(pipes[0], pipes[1], O_CLOEXEC) == pipes[1] && close(pipes[0]) == 0 && close(pipes[1]) == 0);
  FAILS(open("/dev/fd/99", O_RDONLY), EBADF);
  int null = open("/dev/null", O_RDWR), random = open("/dev/urandom", O_RDONLY);
  struct stat status;
  CHECK(write(null, "abc", 3) == 3 && read(null, buffer, 3) == 0 && fstat(null, &status) == 0 && S_ISCHR(status.st_mode));
  memset(buffer, 0, sizeof buffer);
  CHECK(read(random, buffer, sizeof buffer) == sizeof buffer && !isatty(null));
  unsigned any = 0;
  for (size_t i = 0; i < sizeof buffer; i++) any |= (unsigned char)buffer[i];
  CHECK(any != 0 && dup2(null, 9) == 9 && close(9) == 0 && close(null) == 0 && close(random) == 0);
  input = fopen("/dev/null", "w");
  CHECK(input != NULL && fputs("abc", input) >= 0 && fclose(input) == 0);
  CHECK(umask(077) == 022 && umask(022) == 077);
}

static void one_process_and_user(void) {
  CHECK(getuid() != 0 && geteuid() == getuid() && setuid(getuid()) == 0);
  FAILS(setuid(0), EPERM);
  CHECK(getpwnam("root") == NULL && getgrgid(0) == NULL);
  FAILS(fork(), ENOSYS);
  FAILS(daemon(0, 0), ENOSYS);
  FAILS(execl("/bin/true", "true", NULL), ENOSYS);
  FAILS(waitpid(-1, NULL, WNOHANG), ECHILD);
  struct rlimit limit;
  CHECK(getrlimit(RLIMIT_NOFILE, &limit) == 0 && (long)limit.rlim_cur == sysconf(_SC_OPEN_MAX));
  CHECK(setrlimit(RLIMIT_NOFILE, &limit) == 0 && prlimit(0, RLIMIT_NOFILE, NULL, &limit) == 0);
  CHECK(getpgid(0) == getpgrp() && getsid(0) == getpid() && gettid() == getpid() && getpagesize() == 65536);
  CHECK(setresuid(getuid(), -1, getuid()) == 0 && getpriority(PRIO_PROCESS, 0) == 0);
  FAILS(setreuid(0, 0), EPERM);
  FAILS(setpriority(PRIO_PROCESS, 0, -1), EACCES);
  FAILS(chmod("file", 0600), ENOTSUP);
  FAILS(wait4(-1, NULL, WNOHANG, NULL), ECHILD);
  int copy = dup(1), other = dup(1);
  CHECK(copy >= 3 && close_range((unsigned)copy, (unsigned)other, 0) == 0);
  FAILS(write(other, "", 0), EBADF);
  gid_t groups[2];
  int count = 2;
  CHECK(getgrouplist("root", 7, groups, &count) == 1 && count == 1 && groups[0] == 7);
  struct termios settings;
  FAILS(tcgetattr(0, &settings), ENOTTY);
  FAILS(tcgetattr(99, &settings), EBADF);
  char name[64];
  CHECK(gethostname(name, sizeof name) == 0 && strlen(name) > 0);
  CHECK(dlopen("libm.so.6", RTLD_NOW) == NULL && dlerror() != NULL && dlerror() == NULL);
}

static int begun, ended;

__attribute__((constructor)) static void begin(void) {
  begun++;
}

static void end(void) {
  ended++;
}

/** Signals that are waited for, in place of a handler. */
static void waits_for_signals(void) {
  sigset_t set, old;
  siginfo_t info;
  int taken;
  sigemptyset(&set), sigaddset(&set, SIGUSR2), sigaddset(&set, SIGALRM);
  CHECK(pthread_sigmask(SIG_BLOCK, &set, &old) == 0 && pthread_sigmask(99, &set, NULL) == EINVAL);
  CHECK(pthread_kill(pthread_self(), SIGUSR2) == 0 && sigwait(&set, &taken) == 0 && taken == SIGUSR2);
  CHECK(killpg(0, SIGUSR2) == 0 && sigwaitinfo(&set, &info) == SIGUSR2 && info.si_signo == SIGUSR2);
  FAILS(sigtimedwait(&set, NULL, &(struct timespec){0, 1000}), EAGAIN);
  CHECK(setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 1000}}, NULL) == 0);
  CHECK(sigwait(&set, &taken) == 0 && taken == SIGALRM);
  // The mask that it waits with lets a signal through that waited.
  CHECK(signal(SIGUSR2, handler) != SIG_ERR && raise(SIGUSR2) == 0);
  caught = 0, caught_by = 1;
  FAILS(sigsuspend(&old), EINTR);
  CHECK(caught == SIGUSR2 && sigprocmask(SIG_SETMASK, &old, NULL) == 0);
}

/** Functions with memory of the caller's. */
static void reentrant(void) {
  char room[1024], small[8];
  struct servent service, *found_service;
  CHECK(getservbyname_r("domain", "udp", &service, room, sizeof room, &found_service) == 0);
  CHECK(found_service == &service && service.s_port == htons(53) && strcmp(service.s_proto, "udp") == 0);
  CHECK(service.s_name >= room && service.s_name < room + sizeof room);
  CHECK(getservbyport_r(htons(53), "udp", &service, small, sizeof small, &found_service) == ERANGE && found_service == NULL);
  CHECK(getservbyname_r("no such service", NULL, &service, room, sizeof room, &found_service) == 0 && found_service == NULL);
  struct protoent protocol, *found_protocol;
  CHECK(getprotobyname_r("udp", &protocol, room, sizeof room, &found_protocol) == 0 && protocol.p_proto == 17);
  CHECK(getprotobynumber_r(6, &protocol, room, sizeof room, &found_protocol) == 0 && strcmp(protocol.p_name, "tcp") == 0);
  struct hostent host, *found_host;
  int error;
  CHECK(gethostbyname_r("127.0.0.7", &host, room, sizeof room, &found_host, &error) == 0 && found_host == &host);
  CHECK(host.h_addr_list[0][3] == 7 && host.h_addr_list[1] == NULL && host.h_length == 4);
  CHECK(gethostbyname_r("127.0.0.7", &host, small, sizeof small, &found_host, &error) == ERANGE && found_host == NULL);
  struct passwd *user, unused;
  CHECK(getpwnam_r("root", &unused, room, sizeof room, &user) == 0 && user == NULL);
}

/** What GNU's header makes of it with _GNU_SOURCE: a text, which may not be in the room. */
static void texts(void) {
  char room[64];
  CHECK(strcmp(strerror_r(ECONNREFUSED, room, sizeof room), "Connection refused") == 0);
  CHECK(strcmp(strerror_r(4711, room, sizeof room), "Unknown error 4711") == 0);
}

int main(void) {
  CHECK(atexit(end) == 0);
  signals();
  waits_for_signals();
  reentrant();
  texts();
  no_files();
  no_shell();
  numbers();
  time_zone();
  files();
  one_process_and_user();
  // Also after the host has called back, as it does to hand received bytes over.
  CHECK(begun == 1 && ended == 0);
  openlog("system", 0, LOG_DAEMON);
  CHECK(setlogmask(LOG_UPTO(LOG_NOTICE)) == 0xff);
  errno = EPIPE;
  syslog(LOG_WARNING, "%d: %m\n", 7);
  syslog(LOG_INFO, "masked");
  return failed;
}
