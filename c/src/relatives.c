// Other forms of waitpid(2) and kill(2). They are apart from those, which programs that fork have others of: see fork.c.
#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t wait3(int *status, int options, struct rusage *usage) { return wait4(-1, status, options, usage); }

/** What a child has used is not told. */
pid_t wait4(pid_t process, int *status, int options, struct rusage *usage) {
  pid_t ended = waitpid(process, status, options);
  if (ended > 0 && usage != NULL) *usage = (struct rusage){0};
  return ended;
}

/** Each process is a group of its own. */
int killpg(pid_t group, int signal) { return kill(group == 0 ? getpid() : group, signal); }
