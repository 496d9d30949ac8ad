/* wasi-libc's header, and what else programs for sockets expect there: functions that copy descriptors, pipes, and users
   and processes, of which there is one each. */
#include_next <unistd.h>

#ifndef WASOCK_UNISTD_H
#define WASOCK_UNISTD_H

#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

int dup(int);
int dup2(int, int);
int dup3(int, int, int);
int pipe(int[2]);
int pipe2(int[2], int);
int getdtablesize(void);
void closefrom(int);
int close_range(unsigned, unsigned, int);
int getpagesize(void);

unsigned alarm(unsigned);
int pause(void);

pid_t fork(void);
pid_t vfork(void);
int daemon(int, int);
int execl(const char *, const char *, ...);
int execlp(const char *, const char *, ...);
int execv(const char *, char *const[]);
int execve(const char *, char *const[], char *const[]);
int execvp(const char *, char *const[]);
pid_t getppid(void);
pid_t getpgrp(void);
pid_t getpgid(pid_t);
pid_t tcgetpgrp(int);
int tcsetpgrp(int, pid_t);
int setpgid(pid_t, pid_t);
int setpgrp(void);
pid_t getsid(pid_t);
pid_t setsid(void);
pid_t gettid(void);
int nice(int);

uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);
int getgroups(int, gid_t[]);
int setuid(uid_t);
int seteuid(uid_t);
int setgid(gid_t);
int setegid(gid_t);
int setreuid(uid_t, uid_t);
int setregid(gid_t, gid_t);
int getresuid(uid_t *, uid_t *, uid_t *);
int getresgid(gid_t *, gid_t *, gid_t *);
int setresuid(uid_t, uid_t, uid_t);
int setresgid(gid_t, gid_t, gid_t);
int chroot(const char *);
int fchdir(int);
int chown(const char *, uid_t, gid_t);
int lchown(const char *, uid_t, gid_t);
int fchown(int, uid_t, gid_t);
void sync(void);

#ifdef __cplusplus
}
#endif

#endif
