// getsockopt and setsockopt.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include "descriptors.h"
#include "options.h"

/** What a program gives and gets as an option's value. */
enum shape { INTEGER, LINGER, TIMEVAL, TEXT, CREDENTIALS, ERROR };
/** The cases of option-value. */
enum { VALUE_INTEGER, VALUE_LINGER, VALUE_TIMEVAL, VALUE_BYTES, VALUE_INTEGERS, VALUE_CREDENTIALS, VALUE_ERROR };

/** Another option is another row. */
static const struct row { int level, option, name; enum shape shape; } ROWS[] = {
  {SOL_SOCKET, SO_DEBUG, OPTION_SO_DEBUG, INTEGER},
  {SOL_SOCKET, SO_REUSEADDR, OPTION_SO_REUSEADDR, INTEGER},
  {SOL_SOCKET, SO_TYPE, OPTION_SO_TYPE, INTEGER},
  {SOL_SOCKET, SO_ERROR, OPTION_SO_ERROR, ERROR},
  {SOL_SOCKET, SO_DONTROUTE, OPTION_SO_DONTROUTE, INTEGER},
  {SOL_SOCKET, SO_BROADCAST, OPTION_SO_BROADCAST, INTEGER},
  {SOL_SOCKET, SO_SNDBUF, OPTION_SO_SNDBUF, INTEGER},
  {SOL_SOCKET, SO_RCVBUF, OPTION_SO_RCVBUF, INTEGER},
  {SOL_SOCKET, SO_KEEPALIVE, OPTION_SO_KEEPALIVE, INTEGER},
  {SOL_SOCKET, SO_OOBINLINE, OPTION_SO_OOBINLINE, INTEGER},
  {SOL_SOCKET, SO_PRIORITY, OPTION_SO_PRIORITY, INTEGER},
  {SOL_SOCKET, SO_LINGER, OPTION_SO_LINGER, LINGER},
  {SOL_SOCKET, SO_REUSEPORT, OPTION_SO_REUSEPORT, INTEGER},
  {SOL_SOCKET, SO_PASSCRED, OPTION_SO_PASSCRED, INTEGER},
  {SOL_SOCKET, SO_PEERCRED, OPTION_SO_PEERCRED, CREDENTIALS},
  {SOL_SOCKET, SO_RCVLOWAT, OPTION_SO_RCVLOWAT, INTEGER},
  {SOL_SOCKET, SO_SNDLOWAT, OPTION_SO_SNDLOWAT, INTEGER},
  {SOL_SOCKET, SO_RCVTIMEO, OPTION_SO_RCVTIMEO, TIMEVAL},
  {SOL_SOCKET, SO_SNDTIMEO, OPTION_SO_SNDTIMEO, TIMEVAL},
  {SOL_SOCKET, SO_BINDTODEVICE, OPTION_SO_BINDTODEVICE, TEXT},
  {SOL_SOCKET, SO_ACCEPTCONN, OPTION_SO_ACCEPTCONN, INTEGER},
  {SOL_SOCKET, SO_MARK, OPTION_SO_MARK, INTEGER},
  {SOL_SOCKET, SO_PROTOCOL, OPTION_SO_PROTOCOL, INTEGER},
  {SOL_SOCKET, SO_DOMAIN, OPTION_SO_DOMAIN, INTEGER},
  {SOL_SOCKET, SO_BUSY_POLL, OPTION_SO_BUSY_POLL, INTEGER},
  {SOL_SOCKET, SO_INCOMING_CPU, OPTION_SO_INCOMING_CPU, INTEGER},
  {SOL_SOCKET, SO_ZEROCOPY, OPTION_SO_ZEROCOPY, INTEGER},
  {SOL_SOCKET, SO_BINDTOIFINDEX, OPTION_SO_BINDTOIFINDEX, INTEGER},
  {SOL_TCP, TCP_NODELAY, OPTION_TCP_NODELAY, INTEGER},
  {SOL_TCP, TCP_MAXSEG, OPTION_TCP_MAXSEG, INTEGER},
  {SOL_TCP, TCP_CORK, OPTION_TCP_CORK, INTEGER},
  {SOL_TCP, TCP_KEEPIDLE, OPTION_TCP_KEEPIDLE, INTEGER},
  {SOL_TCP, TCP_KEEPINTVL, OPTION_TCP_KEEPINTVL, INTEGER},
  {SOL_TCP, TCP_KEEPCNT, OPTION_TCP_KEEPCNT, INTEGER},
  {SOL_TCP, TCP_SYNCNT, OPTION_TCP_SYNCNT, INTEGER},
  {SOL_TCP, TCP_DEFER_ACCEPT, OPTION_TCP_DEFER_ACCEPT, INTEGER},
  {SOL_TCP, TCP_QUICKACK, OPTION_TCP_QUICKACK, INTEGER},
  {SOL_TCP, TCP_CONGESTION, OPTION_TCP_CONGESTION, TEXT},
  {SOL_TCP, TCP_USER_TIMEOUT, OPTION_TCP_USER_TIMEOUT, INTEGER},
  {SOL_TCP, TCP_NOTSENT_LOWAT, OPTION_TCP_NOTSENT_LOWAT, INTEGER},
  {IPPROTO_IP, IP_TOS, OPTION_IP_TOS, INTEGER},
  {IPPROTO_IP, IP_TTL, OPTION_IP_TTL, INTEGER},
  {IPPROTO_IP, IP_HDRINCL, OPTION_IP_HDRINCL, INTEGER},
  {IPPROTO_IP, IP_MTU_DISCOVER, OPTION_IP_MTU_DISCOVER, INTEGER},
  {IPPROTO_IP, IP_RECVERR, OPTION_IP_RECVERR, INTEGER},
  {IPPROTO_IP, IP_RECVTTL, OPTION_IP_RECVTTL, INTEGER},
  {IPPROTO_IP, IP_RECVTOS, OPTION_IP_RECVTOS, INTEGER},
  {IPPROTO_IP, IP_TRANSPARENT, OPTION_IP_TRANSPARENT, INTEGER},
  {IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, OPTION_IP_BIND_ADDRESS_NO_PORT, INTEGER},
  {IPPROTO_IP, IP_MULTICAST_TTL, OPTION_IP_MULTICAST_TTL, INTEGER},
  {IPPROTO_IP, IP_MULTICAST_LOOP, OPTION_IP_MULTICAST_LOOP, INTEGER},
  {IPPROTO_IPV6, IPV6_UNICAST_HOPS, OPTION_IPV6_UNICAST_HOPS, INTEGER},
  {IPPROTO_IPV6, IPV6_MULTICAST_IF, OPTION_IPV6_MULTICAST_IF, INTEGER},
  {IPPROTO_IPV6, IPV6_MULTICAST_HOPS, OPTION_IPV6_MULTICAST_HOPS, INTEGER},
  {IPPROTO_IPV6, IPV6_MULTICAST_LOOP, OPTION_IPV6_MULTICAST_LOOP, INTEGER},
  {IPPROTO_IPV6, IPV6_RECVERR, OPTION_IPV6_RECVERR, INTEGER},
  {IPPROTO_IPV6, IPV6_V6ONLY, OPTION_IPV6_V6ONLY, INTEGER},
  {IPPROTO_IPV6, IPV6_RECVHOPLIMIT, OPTION_IPV6_RECVHOPLIMIT, INTEGER},
  {IPPROTO_IPV6, IPV6_RECVTCLASS, OPTION_IPV6_RECVTCLASS, INTEGER},
  {IPPROTO_IPV6, IPV6_TCLASS, OPTION_IPV6_TCLASS, INTEGER},
};

static const struct row *find(int level, int option) {
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
    if (ROWS[i].level == level && ROWS[i].option == option) return &ROWS[i];
  errno = ENOPROTOOPT;
  return NULL;
}

static int fail(int error) {
  errno = error;
  return -1;
}

/** As much of a value as the program has room for. */
static int give(const void *from, size_t size, void *to, socklen_t *room) {
  if (*room > size) *room = (socklen_t)size;
  memcpy(to, from, *room);
  return 0;
}

int getsockopt(int fd, int level, int option, void *restrict value, socklen_t *restrict length) {
  struct description *socket = wasock_socket(fd);
  if (socket == NULL) return -1;
  const struct row *row = find(level, option);
  if (row == NULL) return -1;
  if (value == NULL || length == NULL) return fail(EFAULT);

  if (row->shape == ERROR && socket->error != 0) {
    int error = socket->error;
    socket->error = 0;
    return give(&error, sizeof error, value, length);
  }
  // failed 0; the error 4, or the case 4 and its value from 8
  _Alignas(4) unsigned char area[20];
  int values[3];
  host_get_option(socket->handle, row->name, area);
  if (area[0] != 0) return wasock_fail(area[4]);
  memcpy(values, area + 8, sizeof values);

  switch (row->shape) {
    case INTEGER:
      return give(&values[0], sizeof(int), value, length);
    case LINGER:
      return give(&(struct linger){area[8], values[1]}, sizeof(struct linger), value, length);
    case TIMEVAL:
      return give(&(struct timeval){values[0], values[1]}, sizeof(struct timeval), value, length);
    case TEXT: {
      struct wasock_list text = {(void *)values[0], (uint32_t)values[1]};
      give(text.start, text.length, value, length);
      if (text.length > 0) free(text.start);
      return 0;
    }
    case CREDENTIALS:
      return give(values, sizeof(struct ucred), value, length);
    case ERROR: {
      int error = area[8] == 0 ? 0 : wasock_errno(area[9]);
      return give(&error, sizeof error, value, length);
    }
  }
  __builtin_unreachable();
}

int wasock_integer_option(const struct description *socket, enum option_name name) {
  int area[5];
  host_get_option(socket->handle, name, area);
  return *(unsigned char *)area == 0 ? area[2] : 0;
}

int wasock_take_error(const struct description *socket) {
  _Alignas(4) unsigned char area[20];
  host_get_option(socket->handle, OPTION_SO_ERROR, area);
  return area[0] != 0 || area[8] == 0 ? 0 : wasock_errno(area[9]);
}

int setsockopt(int fd, int level, int option, const void *value, socklen_t length) {
  struct description *socket = wasock_socket(fd);
  if (socket == NULL) return -1;
  if (value == NULL && length > 0) return fail(EFAULT);
  int member = wasock_set_multicast(socket, level, option, value, length);
  if (member <= 0) return member;
  const struct row *row = find(level, option);
  if (row == NULL) return -1;

  unsigned char result[2] = {0};
  switch (row->shape) {
    case INTEGER: {
      int number = 0;
      // Linux takes one byte too for some options of IP; here for all.
      if (length == 1) number = *(const unsigned char *)value;
      else if (length >= sizeof number) memcpy(&number, value, sizeof number);
      else return fail(EINVAL);
      host_set_option(socket->handle, row->name, VALUE_INTEGER, number, 0, 0, result);
      break;
    }
    case LINGER: {
      const struct linger *linger = value;
      if (length < sizeof *linger) return fail(EINVAL);
      host_set_option(socket->handle, row->name, VALUE_LINGER, linger->l_onoff != 0, linger->l_linger, 0, result);
      break;
    }
    case TIMEVAL: {
      const struct timeval *time = value;
      if (length < sizeof *time) return fail(EINVAL);
      if (time->tv_sec > INT32_MAX || time->tv_sec < INT32_MIN) return fail(EDOM);
      host_set_option(socket->handle, row->name, VALUE_TIMEVAL, (int)time->tv_sec, (int)time->tv_usec, 0, result);
      break;
    }
    case TEXT:
      host_set_option(socket->handle, row->name, VALUE_BYTES, (int)value, (int)strnlen(value, length), 0, result);
      break;
    case CREDENTIALS:
    case ERROR:
      return fail(ENOPROTOOPT);
  }
  return result[0] == 0 ? 0 : wasock_fail(result[1]);
}
