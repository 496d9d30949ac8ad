/* The name in programs that are older than poll.h. */
#include <poll.h>
