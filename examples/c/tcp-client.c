// A TCP client in C: sends a line, and prints what comes back.
//
//   npx wasock cc examples/c/tcp-client.c -o tcp-client.wasm
//   npx wasock run tcp-client.wasm --allow-connect localhost:7000 -- localhost 7000 hello
#include <netdb.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: tcp-client <host> <port> <text>\n");
    return 2;
  }
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
  struct addrinfo *found;
  int error = getaddrinfo(argv[1], argv[2], &hints, &found);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[1], gai_strerror(error));
    return 1;
  }
  int fd = -1;
  for (struct addrinfo *info = found; info != NULL; info = info->ai_next) {
    fd = socket(info->ai_family, info->ai_socktype, info->ai_protocol);
    if (connect(fd, info->ai_addr, info->ai_addrlen) == 0) break;
    close(fd);
    fd = -1;
  }
  freeaddrinfo(found);
  if (fd < 0) {
    perror("connect");
    return 1;
  }
  FILE *stream = fdopen(fd, "r+");
  fprintf(stream, "%s\n", argv[3]);
  fflush(stream);
  char line[1000];
  if (fgets(line, sizeof line, stream) != NULL) fputs(line, stdout);
  fclose(stream);
}
