// What the compiler calls in place of setjmp and longjmp: it turns a jump into an exception, which each function that has
// called setjmp catches, and passes on if the jump is not to itself.
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/** The tag of those exceptions, by the number that the compiler gives it. */
enum { C_LONGJMP = 1 };

/** Throws the exception that carries `jump`. The buffer holds it, which outlives the functions that are left. */
__attribute__((target("exception-handling"))) _Noreturn void __wasm_longjmp(void *buffer, int value) {
  struct __jmp_buf_tag *target = buffer;
  target->__jump.__to = buffer;
  target->__jump.__value = value == 0 ? 1 : value;
  __builtin_wasm_throw(C_LONGJMP, &target->__jump);
}

// clang from 19 on: a buffer knows the call of the function that called setjmp, and which of its setjmps it was.

void __wasm_setjmp(void *buffer, uint32_t label, void *call) {
  struct __jmp_buf_tag *target = buffer;
  target->__place[0] = call;
  target->__place[1] = (void *)label; // NOLINT
}

uint32_t __wasm_setjmp_test(void *buffer, void *call) {
  struct __jmp_buf_tag *target = buffer;
  return target->__place[0] == call ? (uint32_t)target->__place[1] : 0;
}

// clang before 19: each call of a function that calls setjmp has a list of its own, which ends with a zero, from the heap.

/** A use of setjmp, and which of the function's setjmps it was. */
struct use {
  uint32_t number;
  uint32_t label;
};

static uint32_t second_result;

void setTempRet0(uint32_t value) { second_result = value; }
uint32_t getTempRet0(void) { return second_result; }

/** @param size how many uses the list has room for, besides the end @returns the list, and its size by setTempRet0 */
struct use *saveSetjmp(void *buffer, uint32_t label, struct use *uses, uint32_t size) {
  static uint32_t last;
  uint32_t count = 0;
  while (count < size && uses[count].number != 0) count++;
  if (count == size) {
    size *= 2;
    uses = realloc(uses, (size + 1) * sizeof *uses);
    if (uses == NULL) abort();
  }
  *(uint32_t *)buffer = ++last;
  uses[count] = (struct use){last, label};
  uses[count + 1] = (struct use){0};
  setTempRet0(size);
  return uses;
}

/** @returns the label of that use; 0 if it is another function's */
uint32_t testSetjmp(uint32_t number, const struct use *uses, uint32_t size) {
  for (uint32_t i = 0; i < size && uses[i].number != 0; i++)
    if (uses[i].number == number) return uses[i].label;
  return 0;
}

int __wasock_keep_mask(sigjmp_buf buffer, int save) {
  buffer->__saved = save;
  return save != 0 ? sigprocmask(SIG_BLOCK, NULL, &buffer->__mask) : 0;
}

_Noreturn void siglongjmp(sigjmp_buf buffer, int value) {
  if (buffer->__saved != 0) sigprocmask(SIG_SETMASK, &buffer->__mask, NULL);
  __wasm_longjmp(buffer, value);
}
