// A TCP client in C with PHP's functions: sends each argument as a line, and prints what comes back, line by line.
//
//   npx wasock cc --php examples/c/php-client.c -o php-client.wasm
//   npx wasock run php-client.wasm --allow-connect 127.0.0.1:7000 -- 127.0.0.1 7000 hello world
//
// The same source in wasmtime:
//
//   npx wasock cc --php --target wasip2 examples/c/php-client.c -o php-client.wasm
//   wasmtime run -S inherit-network php-client.wasm 127.0.0.1 7000 hello world
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasock/php.h>

static int failed(const char *function, php_socket *socket) {
  fprintf(stderr, "%s: %s\n", function, socket_strerror(socket_last_error(socket)));
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: php-client <address> <port> [<line>...]\n");
    return 2;
  }
  php_socket *socket = socket_create(strchr(argv[1], ':') ? AF_INET6 : AF_INET, SOCK_STREAM, SOL_TCP);
  if (socket == NULL) return failed("socket_create", NULL);
  if (!socket_connect(socket, argv[1], atoi(argv[2]))) return failed("socket_connect", socket);
  for (int i = 3; i < argc; i++) {
    char line[1000];
    int length = snprintf(line, sizeof line, "%s\n", argv[i]);
    if (socket_write(socket, line, length) < 0) return failed("socket_write", socket);
    length = socket_read(socket, line, sizeof line, PHP_NORMAL_READ);
    if (length < 0) return failed("socket_read", socket);
    fwrite(line, 1, length, stdout);
  }
  php_socket_free(socket);
}
