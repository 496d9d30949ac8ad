/* wasi-libc's header; older ones take pipes for sockets. */
#include_next <__mode_t.h>

#undef S_IFIFO
#define S_IFIFO 0x1000
