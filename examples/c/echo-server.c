// A TCP server in C that sends back what it gets, to any number of clients, and ends when the standard input does.
//
//   npx wasock cc examples/c/echo-server.c -o echo-server.wasm
//   npx wasock run echo-server.wasm --allow-bind 127.0.0.1:7000 -- 7000
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 1000 };

int main(int argc, char **argv) {
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons(argc > 1 ? atoi(argv[1]) : 0),
    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
  };
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 100) < 0) {
    perror("listen");
    return 1;
  }
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("%s:%d\n", inet_ntoa(address.sin_addr), ntohs(address.sin_port));
  fflush(stdout);

  static struct pollfd fds[MOST] = {{.fd = 0, .events = POLLIN}};
  fds[1] = (struct pollfd){.fd = listener, .events = POLLIN};
  int count = 2;
  for (;;) {
    if (poll(fds, count, -1) < 0) {
      perror("poll");
      return 1;
    }
    for (int i = count - 1; i >= 2; i--) {
      if (fds[i].revents == 0) continue;
      static char data[65536];
      ssize_t received = read(fds[i].fd, data, sizeof data);
      if (received > 0 && write(fds[i].fd, data, received) == received) continue;
      close(fds[i].fd);
      fds[i] = fds[--count];
    }
    if (fds[1].revents != 0 && count < MOST) {
      int client = accept(listener, NULL, NULL);
      if (client >= 0) fds[count++] = (struct pollfd){.fd = client, .events = POLLIN};
    }
    char line[100];
    if (fds[0].revents != 0 && read(0, line, sizeof line) <= 0) return 0;
  }
}
