// sendmsg and recvmsg.
#include <linux/errqueue.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "address.h"
#include "fail.h"
#include "flags.h"
#include "options.h"
#include "parts.h"
#include "sockets.h"
#include "wait.h"

struct outgoing_control {
  unsigned char variant;
  union { struct wasock_list rights; struct ucred credentials; int bytes[5]; };
};

struct incoming_control {
  unsigned char variant;
  union { struct wasock_list rights; struct ucred credentials; int number; int bytes[12]; };
};
_Static_assert(sizeof(struct outgoing_control) == OUTGOING_CONTROL_SIZE &&
                 offsetof(struct outgoing_control, rights) == OUTGOING_CONTROL_PAYLOAD &&
                 sizeof(struct incoming_control) == INCOMING_CONTROL_SIZE &&
                 offsetof(struct incoming_control, rights) == INCOMING_CONTROL_PAYLOAD,
               "as the WIT lays them out");
_Static_assert(MESSAGE_FLAGS_SIZE == 1, "flags are read as a byte");

/** Of other-control, where its list begins among `bytes`. */
#define OTHER_DATA (OTHER_CONTROL_DATA / sizeof(int))
_Static_assert(OTHER_CONTROL_LEVEL == 0 && OTHER_CONTROL_KIND == 4, "read as numbers");

/** Control messages of C, the cases of the WIT or -1, and the bytes of their data if that is a number. */
static const struct row { int level, type, outgoing, incoming; size_t bytes; } ROWS[] = {
#include "generated/control-rows.h"
};

static const struct row *sent_as(int level, int type) {
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
    if (ROWS[i].level == level && ROWS[i].type == type && ROWS[i].outgoing >= 0) return &ROWS[i];
  return NULL;
}

static const struct row *received_as(int incoming, int family) {
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    if (ROWS[i].incoming != incoming) continue;
    // A report of an error has two names.
    if (incoming == INCOMING_CONTROL_ERROR_REPORT && (ROWS[i].level == IPPROTO_IPV6) != (family == AF_INET6)) continue;
    return &ROWS[i];
  }
  return NULL;
}

_Static_assert(INET_PACKET_INFO_SIZE == sizeof(struct in_pktinfo) &&
                 INET_PACKET_INFO_INTERFACE_INDEX == offsetof(struct in_pktinfo, ipi_ifindex) &&
                 INET_PACKET_INFO_LOCAL == offsetof(struct in_pktinfo, ipi_spec_dst) &&
                 INET_PACKET_INFO_DESTINATION == offsetof(struct in_pktinfo, ipi_addr),
               "in_pktinfo lies as the WIT has it");
_Static_assert(INET6_PACKET_INFO_SIZE == sizeof(struct in6_pktinfo) && INET6_PACKET_INFO_ADDRESS == 0 &&
                 INET6_PACKET_INFO_INTERFACE_INDEX == offsetof(struct in6_pktinfo, ipi6_ifindex),
               "in6_pktinfo lies as the WIT has it, but for the order of bytes in the address");

/** Groups of an IPv6 address to the host's order of bytes, or back. */
static void swap_groups(struct in6_addr *address) {
  for (int i = 0; i < 8; i++) address->s6_addr16[i] = ntohs(address->s6_addr16[i]);
}

/** Bytes of control data to send: the stack is small here. */
#define MOST_CONTROL 4096

/** Lowers one control message; `handles` has room for what it carries. @returns 0, or -1 with errno */
static int lower_control(struct cmsghdr *cmsg, struct outgoing_control *control, int *handles) {
  size_t length = cmsg->cmsg_len - CMSG_LEN(0);
  const struct row *row = sent_as(cmsg->cmsg_level, cmsg->cmsg_type);
  if (row == NULL) return fail(EINVAL);
  control->variant = (unsigned char)row->outgoing;
  const void *data = CMSG_DATA(cmsg);
  switch (row->outgoing) {
    case OUTGOING_CONTROL_RIGHTS:
      break;
    case OUTGOING_CONTROL_CREDENTIALS:
      if (length != sizeof(struct ucred)) return fail(EINVAL);
      memcpy(&control->credentials, data, length);
      return 0;
    case OUTGOING_CONTROL_INET_PACKET_INFO:
      if (length != sizeof(struct in_pktinfo)) return fail(EINVAL);
      memcpy(control->bytes, data, length);
      return 0;
    case OUTGOING_CONTROL_INET6_PACKET_INFO:
      if (length < sizeof(struct in6_pktinfo)) return fail(EINVAL);
      memcpy(control->bytes, data, sizeof(struct in6_pktinfo));
      swap_groups((struct in6_addr *)control->bytes);
      return 0;
    default:
      // IP_TOS may be one byte, too.
      if (length != row->bytes && !(row->outgoing == OUTGOING_CONTROL_TOS && length == 1)) return fail(EINVAL);
      memcpy(control->bytes, data, length);
      return 0;
  }
  const int *fds = (const int *)CMSG_DATA(cmsg);
  for (size_t i = 0; i < length / sizeof *fds; i++) {
    struct socket *socket = wasock_socket(fds[i]);
    if (socket == NULL) return -1;
    handles[i] = socket->base.handle;
  }
  control->rights = (struct wasock_list){handles, length / sizeof *fds};
  return 0;
}

/** Linux's MSG_CMSG_COMPAT, which it refuses from all but its own 32-bit programs; other unknown bits it ignores. */
static bool is_refused(int flags) {
  if (flags >= 0) return false;
  errno = EINVAL;
  return true;
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  struct socket *socket = wasock_socket(fd);
  if (socket == NULL || is_refused(flags)) return -1;
  struct flat_address to;
  bool addressed = message->msg_name != NULL && message->msg_namelen > 0;
  if (addressed && wasock_flatten_address(message->msg_name, message->msg_namelen, &to) < 0) return -1;

  size_t room = message->msg_control == NULL ? 0 : message->msg_controllen;
  if (room > MOST_CONTROL) return fail(EINVAL);
  struct outgoing_control controls[room / sizeof(struct cmsghdr) + 1];
  struct wasock_list control = {controls, 0};
  int handles[room / sizeof(int) + 1];
  int *next_handle = handles;
  struct cmsghdr *cmsg = room == 0 ? NULL : CMSG_FIRSTHDR(message);
  for (; cmsg != NULL; cmsg = CMSG_NXTHDR(message, cmsg)) {
    size_t left = room - (size_t)((char *)cmsg - (char *)message->msg_control);
    if (cmsg->cmsg_len < CMSG_LEN(0) || cmsg->cmsg_len > left) return fail(EINVAL);
    struct outgoing_control *lowered = &controls[control.length++];
    memset(lowered, 0, sizeof *lowered);
    if (lower_control(cmsg, lowered, next_handle) < 0) return -1;
    next_handle += (cmsg->cmsg_len - CMSG_LEN(0)) / sizeof(int);
  }
  return wasock_send_parts(socket->base.handle, message->msg_iov, message->msg_iovlen, addressed ? &to : NULL, control,
                           wasock_send_flags(flags));
}

/** Appends a control message to the program's buffer. @returns whether there was room */
static bool give_control(struct msghdr *message, size_t room, int level, int type, const void *data, size_t length) {
  size_t at = message->msg_controllen;
  if (at + CMSG_LEN(length) > room) return false;
  struct cmsghdr *cmsg = (void *)((char *)message->msg_control + at);
  *cmsg = (struct cmsghdr){.cmsg_len = CMSG_LEN(length), .cmsg_level = level, .cmsg_type = type};
  memcpy(CMSG_DATA(cmsg), data, length);
  size_t space = CMSG_SPACE(length);
  message->msg_controllen = at + (space > room - at ? room - at : space);
  return true;
}

/**
 * Descriptors for received sockets, which do what the one does that they came through; those that there is no room for
 * are closed. @returns whether there was room
 */
static bool give_rights(const struct operations *operations, struct msghdr *message, size_t room,
                        struct wasock_list rights) {
  size_t left = room - message->msg_controllen;
  size_t fit = left < CMSG_LEN(sizeof(int)) ? 0 : (left - CMSG_LEN(0)) / sizeof(int);
  int *numbers = rights.start;
  size_t taken = 0;
  for (size_t i = 0; i < rights.length; i++) {
    int handle = numbers[i];
    if (taken == fit) {
      host_drop(handle);
      continue;
    }
    int fd = wasock_add_socket(operations, handle, wasock_integer_option(handle, OPTION_NAME_SO_TYPE));
    if (fd >= 0) numbers[taken++] = fd;
  }
  if (taken > 0) give_control(message, room, SOL_SOCKET, SCM_RIGHTS, numbers, taken * sizeof(int));
  bool all = taken == rights.length;
  if (rights.length > 0) free(rights.start);
  return all;
}

/** A report as the kernel gives it: with the address of whoever sent it, or one without a family. */
static bool give_report(int family, struct msghdr *message, size_t room, const unsigned char *report) {
  struct { struct sock_extended_err report; struct sockaddr_storage offender; } given = {
    .report = {
      .ee_errno = (uint32_t)wasock_errno(report[ERROR_REPORT_ERROR]),
      .ee_origin = report[ERROR_REPORT_ORIGIN],
      .ee_type = report[ERROR_REPORT_KIND],
      .ee_code = report[ERROR_REPORT_CODE],
    },
  };
  memcpy(&given.report.ee_info, report + ERROR_REPORT_INFO, sizeof given.report.ee_info);
  memcpy(&given.report.ee_data, report + ERROR_REPORT_DATA, sizeof given.report.ee_data);
  if (report[ERROR_REPORT_OFFENDER] != 0) wasock_lift_address(report + ERROR_REPORT_OFFENDER_SOME, &given.offender);
  size_t length = sizeof given.report + (family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in));
  const struct row *row = received_as(INCOMING_CONTROL_ERROR_REPORT, family);
  return give_control(message, room, row->level, row->type, &given, length);
}

/** What has no case of its own has the system's numbers, which are the program's. */
static bool give_other(struct msghdr *message, size_t room, const int *other) {
  struct wasock_list data;
  memcpy(&data, &other[OTHER_DATA], sizeof data);
  bool given = give_control(message, room, other[0], other[1], data.start, data.length);
  if (data.length > 0) free(data.start);
  return given;
}

static bool give(const struct socket *socket, struct msghdr *message, size_t room, struct incoming_control *control) {
  switch (control->variant) {
    case INCOMING_CONTROL_RIGHTS:
      return give_rights(socket->base.operations, message, room, control->rights);
    case INCOMING_CONTROL_OTHER:
      return give_other(message, room, control->bytes);
    case INCOMING_CONTROL_ERROR_REPORT:
      return give_report(wasock_integer_option(socket->base.handle, OPTION_NAME_SO_DOMAIN), message, room,
                         (const unsigned char *)control->bytes);
  }
  const struct row *row = received_as(control->variant, AF_UNSPEC);
  size_t length = row->bytes;
  switch (control->variant) {
    case INCOMING_CONTROL_CREDENTIALS:
      length = sizeof(struct ucred);
      break;
    case INCOMING_CONTROL_INET_PACKET_INFO:
      length = sizeof(struct in_pktinfo);
      break;
    case INCOMING_CONTROL_INET6_PACKET_INFO:
      length = sizeof(struct in6_pktinfo);
      swap_groups((struct in6_addr *)control->bytes);
      break;
    case INCOMING_CONTROL_TOS:
      // Linux gives one byte.
      length = 1;
  }
  return give_control(message, room, row->level, row->type, control->bytes, length);
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
  struct socket *socket = wasock_socket(fd);
  if (socket == NULL || is_refused(flags) || wasock_await(&socket->base, flags) < 0) return -1;
  size_t total;
  if (!wasock_total(message->msg_iov, message->msg_iovlen, &total)) return -1;
  bool one = message->msg_iovlen == 1;
  char *landing = one ? message->msg_iov[0].iov_base : malloc(total > 0 ? total : 1);
  if (landing == NULL && !one) return fail(ENOMEM);
  size_t room = message->msg_control == NULL ? 0 : message->msg_controllen;
  // The host counts in control messages of its own system, whose headers are longer.
  size_t control_room = room == 0 ? 0 : room * 2 + 32;

  struct {
    unsigned char failed;
    union {
      struct {
        struct wasock_list data;
        uint32_t length;
        uint32_t has_address;
        unsigned char address[SOCKET_ADDRESS_SIZE];
        struct wasock_list control;
        unsigned char flags;
      };
      unsigned char error;
    };
  } result;
  _Static_assert(sizeof result == RECEIVE_MESSAGE_RESULT_SIZE &&
                   offsetof(typeof(result), data) == RECEIVE_MESSAGE_RESULT_PAYLOAD + INCOMING_MESSAGE_DATA &&
                   offsetof(typeof(result), length) == RECEIVE_MESSAGE_RESULT_PAYLOAD + INCOMING_MESSAGE_LENGTH &&
                   offsetof(typeof(result), has_address) == RECEIVE_MESSAGE_RESULT_PAYLOAD + INCOMING_MESSAGE_FROM &&
                   offsetof(typeof(result), address) == RECEIVE_MESSAGE_RESULT_PAYLOAD + INCOMING_MESSAGE_FROM_SOME &&
                   offsetof(typeof(result), control) == RECEIVE_MESSAGE_RESULT_PAYLOAD + INCOMING_MESSAGE_CONTROL &&
                   offsetof(typeof(result), flags) == RECEIVE_MESSAGE_RESULT_PAYLOAD + INCOMING_MESSAGE_FLAGS,
                 "as the WIT lays it out");
  wasock_land(landing, total);
  host_receive_message(socket->base.handle, total, control_room, wasock_receive_flags(flags), &result);
  wasock_disarm();
  if (result.failed != 0) {
    if (!one) free(landing);
    return wasock_fail(result.error);
  }

  size_t received = result.data.length;
  if (!one || result.data.start != landing) {
    wasock_scatter(message->msg_iov, message->msg_iovlen, result.data.start, received);
  }
  if (received > 0 && result.data.start != landing) free(result.data.start);
  if (!one) free(landing);

  struct sockaddr_storage from;
  socklen_t from_length = (result.has_address & 0xff) == 0 ? 0 : wasock_lift_address(result.address, &from);
  wasock_give_address(&from, from_length, message->msg_name, &message->msg_namelen);

  message->msg_flags = wasock_message_flags(result.flags);
  message->msg_controllen = 0;
  struct incoming_control *controls = result.control.start;
  for (uint32_t i = 0; i < result.control.length; i++)
    if (!give(socket, message, room, &controls[i])) message->msg_flags |= MSG_CTRUNC;
  if (result.control.length > 0) free(controls);
  return (ssize_t)((flags & MSG_TRUNC) != 0 ? result.length : received);
}

int sendmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags) {
  unsigned done = 0;
  for (; done < count; done++) {
    ssize_t sent = sendmsg(fd, &messages[done].msg_hdr, flags);
    if (sent < 0) break;
    messages[done].msg_len = (unsigned)sent;
  }
  return done > 0 || count == 0 ? (int)done : -1;
}

/** As on Linux, the time limit is checked only between two messages. */
int recvmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags, struct timespec *timeout) {
  struct timespec start, now;
  if (timeout != NULL) clock_gettime(CLOCK_MONOTONIC, &start);
  unsigned done = 0;
  while (done < count) {
    bool next = done > 0 && (flags & MSG_WAITFORONE) != 0;
    ssize_t received = recvmsg(fd, &messages[done].msg_hdr, (flags & ~MSG_WAITFORONE) | (next ? MSG_DONTWAIT : 0));
    if (received < 0) break;
    messages[done++].msg_len = (unsigned)received;
    if (timeout == NULL) continue;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long passed = (now.tv_sec - start.tv_sec) * 1000000000LL + (now.tv_nsec - start.tv_nsec);
    if (passed >= timeout->tv_sec * 1000000000LL + timeout->tv_nsec) break;
  }
  return done > 0 || count == 0 ? (int)done : -1;
}
