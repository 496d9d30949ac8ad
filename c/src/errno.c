// The one home of errors: case of the WIT's errno -> number of wasi-libc, or of include/errno.h where that lacks it.
#include <stddef.h>
#include <stdio.h>
#include "host.h"

static const unsigned short NUMBERS[] = {
#define ERROR(number, text) number,
#include "generated/errno-rows.h"
#undef ERROR
};

/** glibc's texts, by case. */
static const char *const TEXTS[] = {
#define ERROR(number, text) text,
#include "generated/errno-rows.h"
#undef ERROR
};

int wasock_errno(unsigned error_case) {
  return error_case < sizeof NUMBERS / sizeof *NUMBERS ? NUMBERS[error_case] : EIO;
}

int wasock_fail(unsigned error_case) {
  errno = wasock_errno(error_case);
  return -1;
}

int wasock_outcome(const unsigned char result[2]) {
  return result[0] == 0 ? 0 : wasock_fail(result[1]);
}

int wasock_number(const int result[2]) {
  return *(const unsigned char *)result == 0 ? result[1] : wasock_fail((unsigned char)result[1]);
}

char *__real_strerror(int error);

/** @returns NULL for a number that is no error's */
static char *text_of(int error) {
  if (error == 0) return (char *)"Success";
  for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
    if (NUMBERS[i] == error) return (char *)TEXTS[i];
  // An error of WASI's alone.
  return error == ENOTCAPABLE ? __real_strerror(error) : NULL;
}

/** GNU's strerror_r(): see string.h. */
char *__gnu_strerror_r(int error, char *room, size_t size) {
  char *text = text_of(error);
  if (text != NULL) return text;
  snprintf(room, size, "Unknown error %d", error);
  return room;
}

char *__wrap_strerror(int error) {
  static char unknown[32];
  return __gnu_strerror_r(error, unknown, sizeof unknown);
}
