/* The name in programs that are older than syslog.h. */
#include <syslog.h>
