// Other processes of this guest, and sockets that it is given.
#include <sys/wait.h>
#include <systemd/sd-daemon.h>
#include "probe.h"

/** The other process answers, and tells by its code that it is one. */
static int other_process(int domain) {
  int pair[2], status;
  TRY(socketpair(domain, SOCK_STREAM, 0, pair));
  pid_t own = getpid(), process;
  TRY(process = fork());
  if (process == 0) _exit(getpid() != own && getppid() == own && talk(pair[0], pair[1]) == YES ? 7 : 8);
  SAME(waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 7);
  return YES;
}

/** A listener that the program has given which runs the guest. */
static int given_listener(int domain) {
  SAME(sd_listen_fds(0) == 1);
  int client, accepted;
  TRY(client = connect_to(SD_LISTEN_FDS_START, domain));
  TRY(accepted = accept(SD_LISTEN_FDS_START, NULL, NULL));
  be_patient(accepted);
  return talk(client, accepted);
}

void processes(void) {
  probe("fork", other_process, AF_UNIX);
  probe("hand-in", given_listener, AF_INET);
}
