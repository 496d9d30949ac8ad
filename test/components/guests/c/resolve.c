/* `resolve NAME...`: prints the addresses that getaddrinfo(3) gives for each name, or what it says instead. */
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list;
    int error = getaddrinfo(argv[i], NULL, &hints, &list);
    printf("%s:", argv[i]);
    if (error != 0) {
      printf(" %s\n", gai_strerror(error));
      continue;
    }
    for (struct addrinfo *each = list; each != NULL; each = each->ai_next) {
      char text[INET6_ADDRSTRLEN];
      const void *bytes = each->ai_family == AF_INET ? (void *)&((struct sockaddr_in *)each->ai_addr)->sin_addr
                                                     : (void *)&((struct sockaddr_in6 *)each->ai_addr)->sin6_addr;
      printf(" %s", inet_ntop(each->ai_family, bytes, text, sizeof text));
    }
    printf("\n");
    freeaddrinfo(list);
  }
  return 0;
}
