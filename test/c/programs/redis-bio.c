// Redis' background jobs, in place of its bio.c, which has three threads for them: a guest has one, and does each job at once.
#include <stdarg.h>
#include <unistd.h>
#include "server.h"
#include "bio.h"

enum { ARGUMENTS = 8 };

void bioInit(void) {}

void bioCreateCloseJob(int fd, int sync) {
  if (sync) redis_fsync(fd);
  close(fd);
}

void bioCreateFsyncJob(int fd) { redis_fsync(fd); }

void bioCreateLazyFreeJob(lazy_free_fn free_them, int count, ...) {
  void *arguments[ARGUMENTS];
  va_list list;
  va_start(list, count);
  for (int i = 0; i < count && i < ARGUMENTS; i++) arguments[i] = va_arg(list, void *);
  va_end(list);
  free_them(arguments);
}

unsigned long long bioPendingJobsOfType(int type) { return (void)type, 0; }

void bioDrainWorker(int type) { (void)type; }

void bioKillThreads(void) {}
