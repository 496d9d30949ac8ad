/* wasi-libc's header, with files of new names, and a shell that there is not. */
#define tmpfile __wasilibc_tmpfile
#define tmpnam __wasilibc_tmpnam
#include_next <stdio.h>
#undef tmpfile
#undef tmpnam

#ifndef WASOCK_STDIO_H
#define WASOCK_STDIO_H

#ifdef __cplusplus
extern "C" {
#endif

#define TMP_MAX 10000
#define L_tmpnam 20
#ifndef P_tmpdir
#define P_tmpdir "/tmp"
#endif

FILE *tmpfile(void);
char *tmpnam(char *);

FILE *popen(const char *, const char *);
int pclose(FILE *);

#ifdef __cplusplus
}
#endif

#endif
