// What setjmp and longjmp do, here and on Linux: prints what is wrong.
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

static jmp_buf buffers[8];
static sigjmp_buf with_mask;

static void deep(int depth, int to, int value) {
  volatile char stack[1000];
  stack[0] = (char)depth;
  if (depth > 0) deep(depth - 1, to, value + stack[0] - depth);
  else longjmp(buffers[to], value);
}

static void values(void) {
  volatile int kept = 1;
  int value = setjmp(buffers[0]);
  if (value == 0) {
    kept = 2;
    deep(10, 0, 7);
  }
  CHECK(value == 7 && kept == 2);
  value = setjmp(buffers[0]);
  if (value == 0) deep(0, 0, 0);
  CHECK(value == 1);
}

/** Jumps past a function that has places of its own. */
static void between(int to) {
  if (setjmp(buffers[1]) != 0) {
    CHECK(to == 1);
    return;
  }
  deep(3, to, 5);
}

static void nested(void) {
  int value = setjmp(buffers[0]);
  if (value == 0) between(0);
  CHECK(value == 5);
  between(1);
}

/** More than one place in a function, each many times. */
static void loops(void) {
  volatile int count = 0, sum = 0;
  switch (setjmp(buffers[2])) {
    case 0:
      break;
    case 3:
      sum += 100;
  }
  for (volatile int i = 0; i < 20; i++) {
    int value = setjmp(buffers[3]);
    if (value != 0) sum += value;
    else deep(1, 3, i + 1);
  }
  CHECK(sum == 210 + (count > 0 ? 100 : 0));
  sum = 0;
  if (++count < 4) deep(2, 2, 3);
  CHECK(count == 4);
}

static int compare(const void *a, const void *b) {
  (void)a, (void)b;
  longjmp(buffers[4], 9);
}

/** Through functions of the C library, and by a pointer. */
static void through_others(void) {
  int numbers[] = {3, 1, 2};
  int value = setjmp(buffers[4]);
  if (value == 0) qsort(numbers, 3, sizeof *numbers, compare);
  CHECK(value == 9);
  void (*volatile jump)(int, int, int) = deep;
  value = setjmp(buffers[4]);
  if (value == 0) jump(2, 4, 11);
  CHECK(value == 11);
}

static void on_signal(int number) { siglongjmp(with_mask, number); }

static bool blocked(int number) {
  sigset_t now;
  sigprocmask(SIG_BLOCK, NULL, &now);
  return sigismember(&now, number) == 1;
}

static void signals(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  for (volatile int save = 0; save < 2; save++) {
    if (sigsetjmp(with_mask, save) == 0) raise(SIGUSR1);
    CHECK(blocked(SIGUSR1) == (save == 0));
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
  }
}

int main(void) {
  values();
  nested();
  loops();
  through_others();
  signals();
  return failed;
}
