// sd_listen_fds(3) and its family: libsystemd's functions by which programs find the sockets that they were given.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>
#include "given.h"

static int count(void) {
  const char *text = getenv("LISTEN_FDS");
  return text == NULL ? 0 : (int)strtol(text, NULL, 10);
}

int sd_listen_fds(int unset_environment) {
  wasock_take_given();
  int found = count();
  if (unset_environment) {
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    unsetenv("LISTEN_PID");
  }
  return found;
}

static void free_all(char **names, int length) {
  for (int i = 0; i < length; i++) free(names[i]);
  free(names);
}

int sd_listen_fds_with_names(int unset_environment, char ***names) {
  int found = count();
  const char *at = getenv("LISTEN_FDNAMES");
  char **all = names == NULL ? NULL : calloc((size_t)found + 1, sizeof *all);
  if (names != NULL && all == NULL) return -ENOMEM;
  for (int i = 0; all != NULL && i < found; i++) {
    size_t length = at == NULL ? 0 : strcspn(at, ":");
    all[i] = at == NULL ? strdup("unknown") : strndup(at, length);
    if (all[i] == NULL) {
      free_all(all, i);
      return -ENOMEM;
    }
    if (at != NULL) at += length + (at[length] == ':');
  }
  if (names != NULL) *names = all;
  return sd_listen_fds(unset_environment);
}

int sd_is_socket(int fd, int family, int type, int listening) {
  wasock_take_given();
  int found;
  socklen_t length = sizeof found;
  if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &found, &length) < 0) return errno == ENOTSOCK ? 0 : -errno;
  if (type != 0 && found != type) return 0;
  if (family != 0 && (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &found, &length) < 0 || found != family)) return 0;
  if (listening < 0) return 1;
  if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &found, &length) < 0) return -errno;
  return (found != 0) == (listening != 0);
}
