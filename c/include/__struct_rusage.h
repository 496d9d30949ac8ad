/* What a process has used: glibc's members, of which only the times are counted. */
#ifndef __wasilibc___struct_rusage_h
#define __wasilibc___struct_rusage_h

#include <__struct_timeval.h>

struct rusage {
  struct timeval ru_utime;
  struct timeval ru_stime;
  long long ru_maxrss;
  long long ru_ixrss;
  long long ru_idrss;
  long long ru_isrss;
  long long ru_minflt;
  long long ru_majflt;
  long long ru_nswap;
  long long ru_inblock;
  long long ru_oublock;
  long long ru_msgsnd;
  long long ru_msgrcv;
  long long ru_nsignals;
  long long ru_nvcsw;
  long long ru_nivcsw;
};

#endif
