// The time zone: UTC. And the name that the program was started by.
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <wasi/api.h>

static char utc[] = "UTC";
char *tzname[2] = {utc, utc};
long timezone;
int daylight;

void tzset(void) {}

__typeof__(gettimeofday) __real_gettimeofday;

/** wasi-libc leaves the time zone as it was. */
int __wrap_gettimeofday(struct timeval *restrict now, void *restrict zone) {
  if (zone != NULL) *(struct timezone *)zone = (struct timezone){0};
  return __real_gettimeofday(now, NULL);
}

char *program_invocation_name = (char *)"", *program_invocation_short_name = (char *)"";

__attribute__((constructor)) static void name(void) {
  __wasi_size_t count, size;
  if (__wasi_args_sizes_get(&count, &size) != 0 || count == 0) return;
  uint8_t **arguments = malloc(count * sizeof *arguments + size);
  if (arguments == NULL || __wasi_args_get(arguments, (uint8_t *)(arguments + count)) != 0) return;
  program_invocation_name = (char *)arguments[0];
  char *slash = strrchr(program_invocation_name, '/');
  program_invocation_short_name = slash == NULL ? program_invocation_name : slash + 1;
}
