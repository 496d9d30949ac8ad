/* wasi-libc's header, with the functions that programs with _GNU_SOURCE get from glibc. */
#define strerror_r __posix_strerror_r
#include_next <string.h>
#undef strerror_r

#ifndef WASOCK_STRING_H
#define WASOCK_STRING_H

#ifdef __cplusplus
extern "C" {
#endif

#ifdef _GNU_SOURCE
char *strerror_r(int, char *, size_t) __asm__("__gnu_strerror_r");
#else
int strerror_r(int, char *, size_t);
#endif

#ifdef __cplusplus
}
#endif

#endif
