#include "given.h"
#include <stdlib.h>
#include <string.h>
#include "options.h"
#include "socket-operations.h"
#include "sockets.h"

void wasock_take_given(void) {
  static bool taken;
  const char *names = taken ? NULL : getenv("LISTEN_FDNAMES");
  taken = true;
  while (names != NULL && *names != '\0') {
    size_t length = strcspn(names, ":");
    int result[2];
    host_import_named(names, length, result);
    int handle = wasock_number(result);
    if (handle < 0) return;
    int type = wasock_integer_option(handle, OPTION_NAME_SO_TYPE);
    if (wasock_add_socket(&wasock_socket_operations, handle, type) < 0) return;
    names += length;
    if (*names == ':') names++;
  }
}
