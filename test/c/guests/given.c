// Echoes one connection of each listener that it was given, after it has said what it was given.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count > 1 && strcmp(arguments[1], "asks") == 0) {
    char **names;
    int found = sd_listen_fds_with_names(1, &names);
    for (int i = 0; i < found; i++) {
      printf("%s %d %d\n", names[i], sd_is_socket(SD_LISTEN_FDS_START + i, AF_INET, SOCK_STREAM, 1),
             sd_is_socket(SD_LISTEN_FDS_START + i, AF_INET, SOCK_DGRAM, -1));
      free(names[i]);
    }
    free(names);
    printf("%d %d\n", sd_listen_fds(0), sd_is_socket(0, 0, 0, -1));
    return 0;
  }
  // As systemd's manual does it without its library.
  if (atoi(getenv("LISTEN_PID")) != getpid()) return 1;
  for (int i = 0; i < atoi(getenv("LISTEN_FDS")); i++) {
    int connection = accept(3 + i, NULL, NULL);
    char data[100];
    ssize_t length;
    while ((length = read(connection, data, sizeof data)) > 0) write(connection, data, (size_t)length);
    close(connection);
  }
  int pair[2];
  return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 ? pair[0] : 1;
}
