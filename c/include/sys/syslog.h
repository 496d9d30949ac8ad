/* As programs write it that are older than syslog.h. */
#include <syslog.h>
