/* wasi-libc's, and what duplicates a descriptor. */
#include_next <unistd.h>

#ifndef WASOCK_UNISTD_H
#define WASOCK_UNISTD_H

#ifdef __cplusplus
extern "C" {
#endif

int dup(int);
int dup2(int, int);

#ifdef __cplusplus
}
#endif

#endif
