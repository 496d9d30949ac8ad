// The one process and its one user, who is not root. There can be no other process and no other user. Functions that
// some programs define themselves are weak.
#include <dlfcn.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "descriptors.h"
#include "fail.h"
#include "host.h"

#define WEAK __attribute__((weak))

enum { USER = 1000, GROUP = 1000 };

static int only(unsigned wanted, unsigned own) {
  return wanted == own ? 0 : fail(EPERM);
}

uid_t getuid(void) { return USER; }
uid_t geteuid(void) { return USER; }
gid_t getgid(void) { return GROUP; }
gid_t getegid(void) { return GROUP; }
int setuid(uid_t user) { return only(user, USER); }
int seteuid(uid_t user) { return only(user, USER); }
int setgid(gid_t group) { return only(group, GROUP); }
int setegid(gid_t group) { return only(group, GROUP); }

/** −1 stands for what there is. */
static int only_or_kept(unsigned wanted, unsigned own) {
  return wanted == -1U ? 0 : only(wanted, own);
}

int setreuid(uid_t real, uid_t effective) { return only_or_kept(real, USER) | only_or_kept(effective, USER); }
int setregid(gid_t real, gid_t effective) { return only_or_kept(real, GROUP) | only_or_kept(effective, GROUP); }
int setresuid(uid_t real, uid_t effective, uid_t saved) { return setreuid(real, effective) | only_or_kept(saved, USER); }
int setresgid(gid_t real, gid_t effective, gid_t saved) { return setregid(real, effective) | only_or_kept(saved, GROUP); }
int getresuid(uid_t *real, uid_t *effective, uid_t *saved) { return *real = *effective = *saved = USER, 0; }
int getresgid(gid_t *real, gid_t *effective, gid_t *saved) { return *real = *effective = *saved = GROUP, 0; }
int setgroups(size_t count, const gid_t *groups) { return (void)count, (void)groups, fail(EPERM); }
int initgroups(const char *user, gid_t group) { return (void)user, (void)group, fail(EPERM); }

int getgroups(int size, gid_t *groups) {
  if (size > 0) groups[0] = GROUP;
  return size < 0 ? fail(EINVAL) : 1;
}

// Names are in files, which guests do not have. Not found is no error.
struct passwd *getpwnam(const char *name) { return (void)name, NULL; }
struct passwd *getpwuid(uid_t user) { return (void)user, NULL; }
struct group *getgrnam(const char *name) { return (void)name, NULL; }
struct group *getgrgid(gid_t group) { return (void)group, NULL; }
void setpwent(void) {}
void endpwent(void) {}
struct passwd *getpwent(void) { return NULL; }
void setgrent(void) {}
void endgrent(void) {}
struct group *getgrent(void) { return NULL; }

/** A user who is not known is in one group. */
int getgrouplist(const char *user, gid_t group, gid_t *groups, int *count) {
  (void)user;
  int room = *count;
  *count = 1;
  if (room < 1) return -1;
  groups[0] = group;
  return 1;
}

pid_t fork(void) { return fail(ENOSYS); }
pid_t vfork(void) { return fail(ENOSYS); }
WEAK int daemon(int stay, int keep) { return (void)stay, (void)keep, fail(ENOSYS); }
int execl(const char *path, const char *argument, ...) { return (void)path, (void)argument, fail(ENOSYS); }
int execlp(const char *path, const char *argument, ...) { return (void)path, (void)argument, fail(ENOSYS); }
int execv(const char *path, char *const *arguments) { return (void)path, (void)arguments, fail(ENOSYS); }
int execvp(const char *path, char *const *arguments) { return (void)path, (void)arguments, fail(ENOSYS); }
int execve(const char *path, char *const *arguments, char *const *environment) {
  return (void)path, (void)arguments, (void)environment, fail(ENOSYS);
}
/** There is no shell. */
int system(const char *command) { return command == NULL ? 0 : fail(ENOSYS); }
FILE *popen(const char *command, const char *mode) { return (void)command, (void)mode, errno = ENOSYS, NULL; }
int pclose(FILE *stream) { return (void)stream, fail(ECHILD); }

pid_t wait(int *status) { return (void)status, fail(ECHILD); }
pid_t waitpid(pid_t process, int *status, int options) {
  return (void)process, (void)status, (void)options, fail(ECHILD);
}
/** The guest's number, as others know it by. */
pid_t getpid(void) { return host_guest_id(); }
pid_t getppid(void) { return 1; }
pid_t getpgrp(void) { return getpid(); }
pid_t getpgid(pid_t process) { return process == 0 || process == getpid() ? getpgrp() : fail(ESRCH); }
pid_t getsid(pid_t process) { return getpgid(process); }
pid_t gettid(void) { return getpid(); }
int setpgrp(void) { return setpgid(0, 0); }
/** Others' share of the processor is the host's business. */
int nice(int more) { return more < 0 ? fail(EPERM) : more > 19 ? 19 : more; }
int setpgid(pid_t process, pid_t group) { return (void)process, (void)group, fail(EPERM); }
pid_t setsid(void) { return fail(EPERM); }
int chroot(const char *path) { return (void)path, fail(EPERM); }
int chown(const char *path, uid_t user, gid_t group) { return (void)path, (void)user, (void)group, fail(EPERM); }
/** Nothing is kept back here. */
void sync(void) {}

/** wasi-libc's chdir is by path. */
int fchdir(int fd) { return (void)fd, fail(ENOTSUP); }

// WASI has no permissions of files, no locks, and no files that are something else.
int chmod(const char *path, mode_t mode) { return (void)path, (void)mode, fail(ENOTSUP); }
int fchmod(int fd, mode_t mode) { return (void)fd, (void)mode, fail(ENOTSUP); }
int fchmodat(int fd, const char *path, mode_t mode, int flags) { return (void)fd, (void)flags, chmod(path, mode); }
int mkfifo(const char *path, mode_t mode) { return (void)path, (void)mode, fail(ENOTSUP); }
int mknod(const char *path, mode_t mode, dev_t device) { return (void)device, mkfifo(path, mode); }
int fchown(int fd, uid_t user, gid_t group) { return (void)fd, (void)user, (void)group, fail(EPERM); }
int lchown(const char *path, uid_t user, gid_t group) { return chown(path, user, group); }
int flock(int fd, int operation) { return (void)fd, (void)operation, fail(ENOLCK); }

mode_t umask(mode_t mask) {
  static mode_t current = 022;
  mode_t before = current;
  current = mask & 0777;
  return before;
}

WEAK int gethostname(char *name, size_t size) {
  static const char NAME[] = "localhost";
  if (size < sizeof NAME) return fail(ENAMETOOLONG);
  memcpy(name, NAME, sizeof NAME);
  return 0;
}

int getrlimit(int resource, struct rlimit *limit) {
  rlim_t most = resource == RLIMIT_NOFILE ? DESCRIPTORS : RLIM_INFINITY;
  *limit = (struct rlimit){most, most};
  return 0;
}

/** A limit may be lowered, as by an unprivileged user. Nothing enforces it. */
int setrlimit(int resource, const struct rlimit *limit) {
  if (limit->rlim_cur > limit->rlim_max) return fail(EINVAL);
  return resource == RLIMIT_NOFILE && limit->rlim_max > DESCRIPTORS ? fail(EPERM) : 0;
}

int prlimit(pid_t process, int resource, const struct rlimit *next, struct rlimit *before) {
  if (process != 0 && process != getpid()) return fail(ESRCH);
  if (before != NULL) getrlimit(resource, before);
  return next == NULL ? 0 : setrlimit(resource, next);
}

static int self(int which, unsigned who, unsigned user) {
  if (which < PRIO_PROCESS || which > PRIO_USER) return fail(EINVAL);
  unsigned own = which == PRIO_USER ? user : (unsigned)getpid();
  return who == 0 || who == own ? 0 : fail(ESRCH);
}

int getpriority(int which, unsigned who) { return self(which, who, USER); }
int setpriority(int which, unsigned who, int priority) {
  if (self(which, who, USER) < 0) return -1;
  return priority < 0 ? fail(EACCES) : 0;
}

void closefrom(int first) {
  for (int fd = first < 0 ? 0 : first; fd < DESCRIPTORS; fd++) close(fd);
}

int close_range(unsigned first, unsigned last, int flags) {
  if (first > last || flags != 0) return fail(EINVAL);
  for (unsigned fd = first; fd <= last && fd < DESCRIPTORS; fd++) close((int)fd);
  return 0;
}

int getdtablesize(void) { return DESCRIPTORS; }
int getpagesize(void) { return (int)sysconf(_SC_PAGESIZE); }

long __real_sysconf(int name);

long __wrap_sysconf(int name) {
  return name == _SC_OPEN_MAX ? DESCRIPTORS : __real_sysconf(name);
}

static const char *library_error;

void *dlopen(const char *path, int flags) {
  (void)path, (void)flags;
  library_error = "libraries cannot be loaded";
  return NULL;
}

void *dlsym(void *restrict library, const char *restrict name) {
  (void)library, (void)name;
  library_error = "no library is loaded";
  return NULL;
}

int dlclose(void *library) { return (void)library, -1; }

char *dlerror(void) {
  char *error = (char *)library_error;
  library_error = NULL;
  return error;
}

/** No address has a name. */
int dladdr(const void *address, Dl_info *info) { return (void)address, (void)info, 0; }
