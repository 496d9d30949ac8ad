// A server that makes a process for each client, as textbooks have it.
//
//   npx wasock cc --fork examples/c/fork-server.c -o fork-server.wasm
//   npx wasock run fork-server.wasm --allow-fork --allow-bind 127.0.0.1:8080 -- 8080
//   nc 127.0.0.1 8080
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/** Waits for the processes that have ended. */
static void reap(int signal) {
  (void)signal;
  int before = errno;
  while (waitpid(-1, NULL, WNOHANG) > 0);
  errno = before;
}

/** Answers line by line until the client ends. */
static void serve(int client) {
  FILE *lines = fdopen(client, "r");
  char line[1024];
  int count = 0;
  while (lines != NULL && fgets(line, sizeof line, lines) != NULL) dprintf(client, "%d: %s", ++count, line);
  exit(0);
}

int main(int argc, char **argv) {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  int yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  address.sin_port = htons((unsigned short)(argc > 1 ? atoi(argv[1]) : 8080));
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 10) != 0) {
    perror("fork-server");
    return 1;
  }
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("Listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);

  struct sigaction action = {.sa_handler = reap, .sa_flags = SA_RESTART};
  sigaction(SIGCHLD, &action, NULL);
  for (;;) {
    int client = accept(listener, NULL, NULL);
    if (client < 0) continue;
    pid_t process = fork();
    if (process == 0) {
      close(listener);
      serve(client);
    }
    if (process < 0) perror("fork");
    close(client);
  }
}
