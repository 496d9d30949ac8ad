// Several parts: the host takes them as they are to send, and receives in one piece.
#include "parts.h"
#include <stdlib.h>
#include <string.h>
#include "fail.h"
#include "transfer.h"

ssize_t wasock_send_parts(int handle, const struct iovec *parts, int count, const struct flat_address *to,
                          struct wasock_list control, int flags) {
  struct {
    int self;
    struct wasock_list parts;
    uint32_t has_address;
    unsigned char address[SOCKET_ADDRESS_SIZE];
    struct wasock_list control;
    uint16_t flags;
  } parameters = {
    .self = handle,
    .parts = {(void *)parts, (uint32_t)count},
    .has_address = to != NULL,
    .control = control,
    .flags = (uint16_t)flags,
  };
  _Static_assert(sizeof parameters == SEND_MESSAGE_PARAMS_SIZE &&
                   offsetof(typeof(parameters), parts) == SEND_MESSAGE_PARAMS_MESSAGE + OUTGOING_MESSAGE_PARTS &&
                   offsetof(typeof(parameters), has_address) == SEND_MESSAGE_PARAMS_MESSAGE + OUTGOING_MESSAGE_TO &&
                   offsetof(typeof(parameters), address) == SEND_MESSAGE_PARAMS_MESSAGE + OUTGOING_MESSAGE_TO_SOME &&
                   offsetof(typeof(parameters), control) == SEND_MESSAGE_PARAMS_MESSAGE + OUTGOING_MESSAGE_CONTROL &&
                   offsetof(typeof(parameters), flags) == SEND_MESSAGE_PARAMS_FLAGS && SEND_FLAGS_SIZE == 2,
                 "as the WIT lays it out");
  if (to != NULL) wasock_lower_address(to, parameters.address);
  int result[2];
  host_send_message(&parameters, result);
  return wasock_number(result);
}

ssize_t wasock_receive_parts(int handle, const struct iovec *parts, int count) {
  if (count == 1) return wasock_receive(handle, parts->iov_base, parts->iov_len, 0);
  size_t total;
  if (!wasock_total(parts, count, &total)) return -1;
  char *buffer = malloc(total > 0 ? total : 1);
  if (buffer == NULL) return fail(ENOMEM);
  ssize_t received = wasock_receive(handle, buffer, total, 0);
  if (received > 0) wasock_scatter(parts, count, buffer, (size_t)received);
  free(buffer);
  return received;
}

bool wasock_total(const struct iovec *parts, int count, size_t *total) {
  *total = 0;
  for (int i = 0; i < count; i++) {
    if (!__builtin_add_overflow(*total, parts[i].iov_len, total)) continue;
    errno = EINVAL;
    return false;
  }
  return true;
}

void wasock_scatter(const struct iovec *parts, int count, const char *data, size_t length) {
  for (int i = 0; i < count && length > 0; i++) {
    size_t part = parts[i].iov_len < length ? parts[i].iov_len : length;
    memcpy(parts[i].iov_base, data, part);
    data += part;
    length -= part;
  }
}
