/* wasi-libc's header, and the time zone, which is UTC. */
#include_next <time.h>

#ifndef WASOCK_TIME_H
#define WASOCK_TIME_H

#ifdef __cplusplus
extern "C" {
#endif

void tzset(void);
extern char *tzname[2];
extern long timezone;
extern int daylight;

#ifdef __cplusplus
}
#endif

#endif
