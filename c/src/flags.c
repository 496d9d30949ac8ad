// MSG_*, which programs give, as flags of the WIT.
#include "flags.h"
#include <sys/socket.h>
#include "host.h"

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

/** MSG_* of message-flags. */
static const int MESSAGE[] = {
  [MESSAGE_FLAGS_OOB] = MSG_OOB,
  [MESSAGE_FLAGS_EOR] = MSG_EOR,
  [MESSAGE_FLAGS_TRUNC] = MSG_TRUNC,
  [MESSAGE_FLAGS_CTRUNC] = MSG_CTRUNC,
  [MESSAGE_FLAGS_ERRQUEUE] = MSG_ERRQUEUE,
};

int wasock_to_bits(int flags, const int *table, size_t count) {
  int bits = 0;
  for (size_t i = 0; i < count; i++)
    if ((flags & table[i]) != 0) bits |= 1 << i;
  return bits;
}

int wasock_from_bits(unsigned bits, const int *table, size_t count) {
  int flags = 0;
  for (size_t i = 0; i < count; i++)
    if ((bits & (1U << i)) != 0) flags |= table[i];
  return flags;
}

int wasock_send_flags(int flags) {
  return flags == 0 ? 0 : wasock_to_bits(flags, SEND, sizeof SEND / sizeof *SEND);
}

int wasock_receive_flags(int flags) {
  return flags == 0 ? 0 : wasock_to_bits(flags, RECEIVE, sizeof RECEIVE / sizeof *RECEIVE);
}

int wasock_message_flags(unsigned bits) {
  return wasock_from_bits(bits, MESSAGE, sizeof MESSAGE / sizeof *MESSAGE);
}
