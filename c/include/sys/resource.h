/* wasi-libc's getrusage, and limits. The limit of descriptors is this library's; the others are unlimited. */
#include_next <sys/resource.h>

#ifndef WASOCK_SYS_RESOURCE_H
#define WASOCK_SYS_RESOURCE_H

#ifdef __cplusplus
extern "C" {
#endif

/* Linux's numbers in place of wasi-libc's. */
#undef RUSAGE_SELF
#undef RUSAGE_CHILDREN
#define RUSAGE_SELF 0
#define RUSAGE_CHILDREN -1
#define RUSAGE_THREAD 1

typedef unsigned long long rlim_t;

struct rlimit {
  rlim_t rlim_cur;
  rlim_t rlim_max;
};

#define RLIM_INFINITY (~0ULL)

#define RLIMIT_CPU 0
#define RLIMIT_FSIZE 1
#define RLIMIT_DATA 2
#define RLIMIT_STACK 3
#define RLIMIT_CORE 4
#define RLIMIT_NPROC 6
#define RLIMIT_NOFILE 7
#define RLIMIT_MEMLOCK 8
#define RLIMIT_AS 9

int getrlimit(int, struct rlimit *);
int setrlimit(int, const struct rlimit *);

#ifdef __cplusplus
}
#endif

#endif
