/* Jumps out of functions, by WebAssembly's exceptions. */
#ifndef WASOCK_SETJMP_H
#define WASOCK_SETJMP_H

#include <__typedef_sigset_t.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Known by what the compiler calls when it turns setjmp into exceptions: the library's setjmp.c. */
struct __jmp_buf_tag {
  void *__place[2];
  struct {
    void *__to;
    int __value;
  } __jump;
  int __saved;
  sigset_t __mask;
};

typedef struct __jmp_buf_tag jmp_buf[1];
typedef jmp_buf sigjmp_buf;

/* The compiler knows these two, by name, and no others. */
int setjmp(jmp_buf) __attribute__((__returns_twice__));
_Noreturn void longjmp(jmp_buf, int);

_Noreturn void siglongjmp(sigjmp_buf, int);
int __wasock_keep_mask(sigjmp_buf, int);

#define setjmp(__env) setjmp(__env)
#define _setjmp(__env) setjmp(__env)
#define _longjmp(__env, __value) longjmp(__env, __value)
#define sigsetjmp(__env, __save) (__wasock_keep_mask(__env, __save), setjmp(__env))

#ifdef __cplusplus
}
#endif

#endif
