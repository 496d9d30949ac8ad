// send, recv and their relatives without ancillary data.
#include "transfer.h"
#include <stdlib.h>
#include <string.h>
#include "address.h"
#include "flags.h"
#include "sockets.h"
#include "wait.h"

ssize_t wasock_send(int handle, const void *data, size_t length, int flags) {
  int result[2];
  host_send(handle, data, length, flags, result);
  return wasock_number(result);
}

ssize_t send(int fd, const void *data, size_t length, int flags) {
  struct socket *socket = wasock_socket(fd);
  if (socket == NULL) return -1;
  return wasock_send(socket->base.handle, data, length, wasock_send_flags(flags));
}

ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *to, socklen_t to_length) {
  if (to == NULL) return send(fd, data, length, flags);
  struct socket *socket = wasock_socket(fd);
  struct flat_address remote;
  int result[2];
  if (socket == NULL || wasock_flatten_address(to, to_length, &remote) < 0) return -1;
  host_send_to(socket->base.handle, data, length, wasock_send_flags(flags), ADDRESS_ARGUMENTS(remote), result);
  return wasock_number(result);
}

/** Copies received bytes to their buffer, if the host allocated memory for them. @returns how many */
static ssize_t settle(struct wasock_list received, void *buffer) {
  wasock_disarm();
  if (received.length > 0 && received.start != buffer) {
    memcpy(buffer, received.start, received.length);
    free(received.start);
  }
  return (ssize_t)received.length;
}

ssize_t wasock_receive(int handle, void *buffer, size_t length, int flags) {
  struct { unsigned char failed; union { struct wasock_list received; unsigned char error; }; } result;
  wasock_land(buffer, length);
  host_receive(handle, length, flags, &result);
  if (result.failed == 0) return settle(result.received, buffer);
  wasock_disarm();
  return wasock_fail(result.error);
}

ssize_t wasock_receive_from(int handle, void *buffer, size_t length, int flags, struct sockaddr *from,
                            socklen_t *from_length) {
  struct {
    unsigned char failed;
    union {
      struct {
        struct wasock_list received;
        uint32_t length;
        uint32_t has_address;
        unsigned char address[SOCKET_ADDRESS_SIZE];
      };
      unsigned char error;
    };
  } result;
  _Static_assert(sizeof result == RECEIVE_FROM_RESULT_SIZE &&
                   offsetof(typeof(result), received) == RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_DATA &&
                   offsetof(typeof(result), length) == RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_LENGTH &&
                   offsetof(typeof(result), has_address) == RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_FROM &&
                   offsetof(typeof(result), address) == RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_FROM_SOME,
                 "as the WIT lays it out");
  wasock_land(buffer, length);
  host_receive_from(handle, length, wasock_receive_flags(flags), &result);
  if (result.failed != 0) {
    wasock_disarm();
    return wasock_fail(result.error);
  }
  settle(result.received, buffer);
  struct sockaddr_storage address;
  socklen_t address_length = (result.has_address & 0xff) == 0 ? 0 : wasock_lift_address(result.address, &address);
  wasock_give_address(&address, address_length, from, from_length);
  return (ssize_t)((flags & MSG_TRUNC) != 0 ? result.length : result.received.length);
}

ssize_t recvfrom(int fd, void *restrict buffer, size_t length, int flags, struct sockaddr *restrict from,
                 socklen_t *restrict from_length) {
  struct socket *socket = wasock_socket(fd);
  if (socket == NULL || wasock_await(&socket->base, flags) < 0) return -1;
  // Only receive-from tells the whole length of a datagram.
  if ((from == NULL || from_length == NULL) && (flags & MSG_TRUNC) == 0) {
    return wasock_receive(socket->base.handle, buffer, length, wasock_receive_flags(flags));
  }
  return wasock_receive_from(socket->base.handle, buffer, length, flags, from, from_length);
}

ssize_t recv(int fd, void *buffer, size_t length, int flags) {
  return recvfrom(fd, buffer, length, flags, NULL, NULL);
}
