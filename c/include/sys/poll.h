/* As programs write it that are older than poll.h. */
#include <poll.h>
