// The system's log goes to the standard error: `ident[pid]: message`.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

static const char *ident;
static int options;
static int mask = 0xff;

void openlog(const char *name, int option, int facility) {
  (void)facility;
  ident = name;
  options = option;
}

void vsyslog(int priority, const char *format, va_list arguments) {
  if ((mask & LOG_MASK(LOG_PRI(priority))) == 0) return;
  char *message;
  int length = vasprintf(&message, format, arguments);
  if (length < 0) return;
  if (length > 0 && message[length - 1] == '\n') message[length - 1] = '\0';
  char process[16] = "";
  if ((options & LOG_PID) != 0) snprintf(process, sizeof process, "[%d]", (int)getpid());
  const char *name = ident != NULL ? ident : "guest";
  fprintf(stderr, "%s%s: %s\n", name, process, message);
  free(message);
}

void syslog(int priority, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsyslog(priority, format, arguments);
  va_end(arguments);
}

int setlogmask(int next) {
  int before = mask;
  if (next != 0) mask = next;
  return before;
}

void closelog(void) {
  ident = NULL;
  options = 0;
}
