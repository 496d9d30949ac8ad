// send, recv and their relatives without ancillary data.
#include "transfer.h"
#include <stdlib.h>
#include <string.h>
#include "address.h"

/** MSG_* of send-flags. MSG_EOF, which Linux ignores, and MSG_ZEROCOPY have no name here. */
static const int SEND[] = {
  [SEND_FLAGS_OOB] = MSG_OOB,
  [SEND_FLAGS_DONTROUTE] = MSG_DONTROUTE,
  [SEND_FLAGS_DONTWAIT] = MSG_DONTWAIT,
  [SEND_FLAGS_EOR] = MSG_EOR,
  [SEND_FLAGS_CONFIRM] = MSG_CONFIRM,
  [SEND_FLAGS_MORE] = MSG_MORE,
  [SEND_FLAGS_NOSIGNAL] = MSG_NOSIGNAL,
};
/** MSG_* of receive-flags. */
static const int RECEIVE[] = {
  [RECEIVE_FLAGS_OOB] = MSG_OOB,
  [RECEIVE_FLAGS_PEEK] = MSG_PEEK,
  [RECEIVE_FLAGS_WAITALL] = MSG_WAITALL,
  [RECEIVE_FLAGS_DONTWAIT] = MSG_DONTWAIT,
  [RECEIVE_FLAGS_TRUNC] = MSG_TRUNC,
  [RECEIVE_FLAGS_ERRQUEUE] = MSG_ERRQUEUE,
  [RECEIVE_FLAGS_CMSG_CLOEXEC] = MSG_CMSG_CLOEXEC,
};

static int bits(int flags, const int *table, int count) {
  int result = 0;
  for (int i = 0; i < count; i++)
    if ((flags & table[i]) != 0) result |= 1 << i;
  return result;
}

int wasock_send_flags(int flags) {
  return flags == 0 ? 0 : bits(flags, SEND, sizeof SEND / sizeof *SEND);
}

int wasock_receive_flags(int flags) {
  return flags == 0 ? 0 : bits(flags, RECEIVE, sizeof RECEIVE / sizeof *RECEIVE);
}

/** What a function gives that has `result<u32, errno>`. */
static ssize_t outcome(const int result[2]) {
  return *(const unsigned char *)result == 0 ? result[1] : wasock_fail((unsigned char)result[1]);
}

ssize_t send(int fd, const void *data, size_t length, int flags) {
  struct description *socket = wasock_socket(fd);
  int result[2];
  if (socket == NULL || !wasock_begin(socket, SENDING)) return -1;
  host_send(socket->handle, data, length, wasock_send_flags(flags), result);
  return outcome(result);
}

ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *to, socklen_t to_length) {
  if (to == NULL) return send(fd, data, length, flags);
  struct description *socket = wasock_socket(fd);
  struct flat_address remote;
  int result[2];
  if (socket == NULL || wasock_flatten_address(to, to_length, &remote) < 0) return -1;
  if (!wasock_begin(socket, SENDING)) return -1;
  host_send_to(socket->handle, data, length, wasock_send_flags(flags), ADDRESS_ARGUMENTS(remote), result);
  return outcome(result);
}

/** Brings received bytes where they belong, if the host allocated for them. @returns how many */
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

ssize_t recvfrom(int fd, void *restrict buffer, size_t length, int flags, struct sockaddr *restrict from,
                 socklen_t *restrict from_length) {
  struct description *socket = wasock_socket(fd);
  if (socket == NULL || !wasock_begin(socket, RECEIVING)) return -1;
  int bits = wasock_receive_flags(flags);
  // Only receive-from tells the whole length of a datagram.
  if ((from == NULL || from_length == NULL) && (flags & MSG_TRUNC) == 0) {
    return wasock_receive(socket->handle, buffer, length, bits);
  }

  struct {
    unsigned char failed;
    union {
      struct { struct wasock_list received; uint32_t length; uint32_t has_address; unsigned char address[SOCKET_ADDRESS_SIZE]; };
      unsigned char error;
    };
  } result;
  _Static_assert(sizeof result == RECEIVE_FROM_RESULT_SIZE &&
                   offsetof(typeof(result), length) == RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_LENGTH &&
                   offsetof(typeof(result), address) == RECEIVE_FROM_RESULT_PAYLOAD + RECEIVED_FROM_SOME,
                 "as the WIT lays it out");
  wasock_land(buffer, length);
  host_receive_from(socket->handle, length, bits, &result);
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

ssize_t recv(int fd, void *buffer, size_t length, int flags) {
  return recvfrom(fd, buffer, length, flags, NULL, NULL);
}

ssize_t wasock_send_parts(struct description *socket, const struct iovec *parts, int count) {
  struct msghdr message = {.msg_iov = (struct iovec *)parts, .msg_iovlen = count};
  if (count != 1) return wasock_send_message(socket, &message, 0);
  int result[2];
  if (!wasock_begin(socket, SENDING)) return -1;
  host_send(socket->handle, parts[0].iov_base, parts[0].iov_len, 0, result);
  return outcome(result);
}

ssize_t wasock_receive_parts(struct description *socket, const struct iovec *parts, int count) {
  struct msghdr message = {.msg_iov = (struct iovec *)parts, .msg_iovlen = count};
  if (count != 1) return wasock_receive_message(socket, &message, 0);
  if (!wasock_begin(socket, RECEIVING)) return -1;
  return wasock_receive(socket->handle, parts[0].iov_base, parts[0].iov_len, 0);
}
