/* `tcp-client HOST PORT LINE...`: looks the host up, sends each line, and prints the line that answers it. */
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int connect_to(const char *host, const char *port) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list;
  int error = getaddrinfo(host, port, &hints, &list);
  if (error != 0) {
    fprintf(stderr, "getaddrinfo: %s\n", gai_strerror(error));
    exit(1);
  }
  for (struct addrinfo *each = list; each != NULL; each = each->ai_next) {
    int fd = socket(each->ai_family, SOCK_STREAM, 0);
    if (fd < 0) die("socket");
    if (connect(fd, each->ai_addr, each->ai_addrlen) == 0) {
      freeaddrinfo(list);
      return fd;
    }
    perror("connect");
    close(fd);
  }
  exit(1);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  int fd = connect_to(argv[1], argv[2]);
  printf("connected\n");
  for (int i = 3; i < argc; i++) {
    if (send(fd, argv[i], strlen(argv[i]), 0) < 0 || send(fd, "\n", 1, 0) < 0) die("send");
    for (char byte = 0; byte != '\n'; putchar(byte)) {
      ssize_t got = recv(fd, &byte, 1, 0);
      if (got < 0) die("recv");
      if (got == 0) return 1;
    }
  }
  close(fd);
  return 0;
}
