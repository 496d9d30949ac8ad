// error(3).
#define _GNU_SOURCE
#include <error.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned error_message_count;
int error_one_per_line;
void (*error_print_progname)(void);

/** The message, after what comes before it, and the error's text. */
static void report(int status, int error, const char *file, unsigned line, const char *format, va_list arguments) {
  fflush(stdout);
  if (error_print_progname != NULL) error_print_progname();
  else fprintf(stderr, "%s:", program_invocation_short_name);
  if (file != NULL) fprintf(stderr, "%s:%u:", file, line);
  fputc(' ', stderr);
  vfprintf(stderr, format, arguments);
  if (error != 0) fprintf(stderr, ": %s", strerror(error));
  fputc('\n', stderr);
  error_message_count++;
  if (status != 0) exit(status);
}

void error(int status, int error, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  report(status, error, NULL, 0, format, arguments);
  va_end(arguments);
}

void error_at_line(int status, int error, const char *file, unsigned line, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  report(status, error, file, line, format, arguments);
  va_end(arguments);
}
