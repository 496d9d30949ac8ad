/* `udp-client HOST PORT LINE...`: sends each line to an address, and prints the answer and whether the server sent it. */
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM}, *server;
  int error = getaddrinfo(argv[1], argv[2], &hints, &server);
  if (error != 0) {
    fprintf(stderr, "getaddrinfo: %s\n", gai_strerror(error));
    return 1;
  }
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0) die("socket");
  for (int i = 3; i < argc; i++) {
    if (sendto(fd, argv[i], strlen(argv[i]), 0, server->ai_addr, server->ai_addrlen) < 0) die("sendto");
    static char buffer[65536]; /* the stack is no larger than this */
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    ssize_t got = recvfrom(fd, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &length);
    if (got < 0) die("recvfrom");
    int same = from.sin_port == ((struct sockaddr_in *)server->ai_addr)->sin_port;
    printf("%.*s%s\n", (int)got, buffer, same ? "" : " (from somebody else)");
  }
  return 0;
}
