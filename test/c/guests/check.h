// Facts, each checked where it stands: the lines that do not hold are printed, and `failed` counts them.
#pragma once

#include <errno.h>
#include <stdio.h>

static int failed;

static void check(int holds, int line, const char *what) {
  if (holds) return;
  failed++;
  printf("%d: %s (errno %d)\n", line, what, errno);
}

#define CHECK(what) check((what) != 0, __LINE__, #what)
#define FAILS(call, error) check((errno = 0, (call) == -1) && errno == (error), __LINE__, #call " fails with " #error)
