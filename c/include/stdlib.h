/* wasi-libc's header, with files of new names, and a shell that there is not. */
#include_next <stdlib.h>

#ifndef WASOCK_STDLIB_H
#define WASOCK_STDLIB_H

#ifdef __cplusplus
extern "C" {
#endif

int system(const char *);

int mkstemp(char *);
int mkstemps(char *, int);
int mkostemp(char *, int);
char *mkdtemp(char *);

#ifdef __cplusplus
}
#endif

#endif
