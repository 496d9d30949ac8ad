// A TCP server in C that sends back what it gets, to any number of clients.
//
//   npm start     compiles and runs it. Then, in another terminal: nc 127.0.0.1 7000
//   npm test      compiles and tests it
//
// It is compiled to WebAssembly, with BSD sockets as everywhere. It may do only what the flags in package.json allow.
// `wasock cc` takes clang's options: -g, -O2, more files ...
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 1000 };

// A socket that listens on a port of this machine; it says which one.
static int listen_on(int port) {
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons(port),
    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
  };
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 100) < 0) {
    perror("listen");
    exit(1);
  }
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("listening on %s:%d\n", inet_ntoa(address.sin_addr), ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

int main(int argc, char **argv) {
  static struct pollfd fds[MOST];
  fds[0] = (struct pollfd){.fd = listen_on(argc > 1 ? atoi(argv[1]) : 7000), .events = POLLIN};
  int count = 1;
  while (poll(fds, count, -1) > 0) {
    for (int i = count - 1; i > 0; i--) {
      if (fds[i].revents == 0) continue;
      static char data[65536];
      ssize_t received = read(fds[i].fd, data, sizeof data);
      if (received > 0 && write(fds[i].fd, data, received) == received) continue;
      close(fds[i].fd);
      fds[i] = fds[--count];
    }
    if (fds[0].revents != 0 && count < MOST) {
      int client = accept(fds[0].fd, NULL, NULL);
      if (client >= 0) fds[count++] = (struct pollfd){.fd = client, .events = POLLIN};
    }
  }
  perror("poll");
  return 1;
}
