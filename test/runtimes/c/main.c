// Prints what guests in C can do, as guests/main.ts; an errno's name instead of its number, which is wasi-libc's.
#include "probe.h"

int main(int argc, char **argv) {
  if (argc > 1) directory = argv[1];
  domains();
  connections();
  waiting();
  flags();
  messages();
  options();
  multicast();
  names();
  processes();
  errors();
  return 0;
}
