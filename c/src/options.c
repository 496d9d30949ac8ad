// getsockopt and setsockopt.
#include "options.h"
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include "fail.h"
#include "multicast.h"
#include "sockets.h"

/** What a program gives and gets as an option's value. */
enum shape { INTEGER, LINGER, TIMEVAL, TEXT, CREDENTIALS, ERROR };
/** In the result of get-option, where the value of its case begins. */
#define VALUE (GET_OPTION_RESULT_PAYLOAD + OPTION_VALUE_PAYLOAD)
/** And where the error of that case is, if there is one. */
#define VALUE_ERROR (GET_OPTION_RESULT_PAYLOAD + OPTION_VALUE_ERROR_SOME)
_Static_assert(LINGER_ENABLED == 0 && LINGER_SECONDS == 4, "values are read as numbers");
_Static_assert(TIMEVAL_SECONDS == 0 && TIMEVAL_MICROSECONDS == 4, "values are read as numbers");
_Static_assert(CREDENTIALS_PID == 0 && CREDENTIALS_UID == 4 && CREDENTIALS_GID == 8, "values are read as numbers");

/** Another option is another row. */
static const struct row { int level, option, name; enum shape shape; } ROWS[] = {
  {SOL_SOCKET, SO_DEBUG, OPTION_NAME_SO_DEBUG, INTEGER},
  {SOL_SOCKET, SO_REUSEADDR, OPTION_NAME_SO_REUSEADDR, INTEGER},
  {SOL_SOCKET, SO_TYPE, OPTION_NAME_SO_TYPE, INTEGER},
  {SOL_SOCKET, SO_ERROR, OPTION_NAME_SO_ERROR, ERROR},
  {SOL_SOCKET, SO_DONTROUTE, OPTION_NAME_SO_DONTROUTE, INTEGER},
  {SOL_SOCKET, SO_BROADCAST, OPTION_NAME_SO_BROADCAST, INTEGER},
  {SOL_SOCKET, SO_SNDBUF, OPTION_NAME_SO_SNDBUF, INTEGER},
  {SOL_SOCKET, SO_RCVBUF, OPTION_NAME_SO_RCVBUF, INTEGER},
  {SOL_SOCKET, SO_KEEPALIVE, OPTION_NAME_SO_KEEPALIVE, INTEGER},
  {SOL_SOCKET, SO_OOBINLINE, OPTION_NAME_SO_OOBINLINE, INTEGER},
  {SOL_SOCKET, SO_PRIORITY, OPTION_NAME_SO_PRIORITY, INTEGER},
  {SOL_SOCKET, SO_LINGER, OPTION_NAME_SO_LINGER, LINGER},
  {SOL_SOCKET, SO_REUSEPORT, OPTION_NAME_SO_REUSEPORT, INTEGER},
  {SOL_SOCKET, SO_PASSCRED, OPTION_NAME_SO_PASSCRED, INTEGER},
  {SOL_SOCKET, SO_PEERCRED, OPTION_NAME_SO_PEERCRED, CREDENTIALS},
  {SOL_SOCKET, SO_RCVLOWAT, OPTION_NAME_SO_RCVLOWAT, INTEGER},
  {SOL_SOCKET, SO_SNDLOWAT, OPTION_NAME_SO_SNDLOWAT, INTEGER},
  {SOL_SOCKET, SO_RCVTIMEO, OPTION_NAME_SO_RCVTIMEO, TIMEVAL},
  {SOL_SOCKET, SO_SNDTIMEO, OPTION_NAME_SO_SNDTIMEO, TIMEVAL},
  {SOL_SOCKET, SO_BINDTODEVICE, OPTION_NAME_SO_BINDTODEVICE, TEXT},
  {SOL_SOCKET, SO_ACCEPTCONN, OPTION_NAME_SO_ACCEPTCONN, INTEGER},
  {SOL_SOCKET, SO_MARK, OPTION_NAME_SO_MARK, INTEGER},
  {SOL_SOCKET, SO_PROTOCOL, OPTION_NAME_SO_PROTOCOL, INTEGER},
  {SOL_SOCKET, SO_DOMAIN, OPTION_NAME_SO_DOMAIN, INTEGER},
  {SOL_SOCKET, SO_BUSY_POLL, OPTION_NAME_SO_BUSY_POLL, INTEGER},
  {SOL_SOCKET, SO_INCOMING_CPU, OPTION_NAME_SO_INCOMING_CPU, INTEGER},
  {SOL_SOCKET, SO_ZEROCOPY, OPTION_NAME_SO_ZEROCOPY, INTEGER},
  {SOL_SOCKET, SO_BINDTOIFINDEX, OPTION_NAME_SO_BINDTOIFINDEX, INTEGER},
  {SOL_TCP, TCP_NODELAY, OPTION_NAME_TCP_NODELAY, INTEGER},
  {SOL_TCP, TCP_MAXSEG, OPTION_NAME_TCP_MAXSEG, INTEGER},
  {SOL_TCP, TCP_CORK, OPTION_NAME_TCP_CORK, INTEGER},
  {SOL_TCP, TCP_KEEPIDLE, OPTION_NAME_TCP_KEEPIDLE, INTEGER},
  {SOL_TCP, TCP_KEEPINTVL, OPTION_NAME_TCP_KEEPINTVL, INTEGER},
  {SOL_TCP, TCP_KEEPCNT, OPTION_NAME_TCP_KEEPCNT, INTEGER},
  {SOL_TCP, TCP_SYNCNT, OPTION_NAME_TCP_SYNCNT, INTEGER},
  {SOL_TCP, TCP_DEFER_ACCEPT, OPTION_NAME_TCP_DEFER_ACCEPT, INTEGER},
  {SOL_TCP, TCP_QUICKACK, OPTION_NAME_TCP_QUICKACK, INTEGER},
  {SOL_TCP, TCP_CONGESTION, OPTION_NAME_TCP_CONGESTION, TEXT},
  {SOL_TCP, TCP_USER_TIMEOUT, OPTION_NAME_TCP_USER_TIMEOUT, INTEGER},
  {SOL_TCP, TCP_NOTSENT_LOWAT, OPTION_NAME_TCP_NOTSENT_LOWAT, INTEGER},
  {IPPROTO_IP, IP_TOS, OPTION_NAME_IP_TOS, INTEGER},
  {IPPROTO_IP, IP_TTL, OPTION_NAME_IP_TTL, INTEGER},
  {IPPROTO_IP, IP_HDRINCL, OPTION_NAME_IP_HDRINCL, INTEGER},
  {IPPROTO_IP, IP_MTU_DISCOVER, OPTION_NAME_IP_MTU_DISCOVER, INTEGER},
  {IPPROTO_IP, IP_RECVERR, OPTION_NAME_IP_RECVERR, INTEGER},
  {IPPROTO_IP, IP_RECVTTL, OPTION_NAME_IP_RECVTTL, INTEGER},
  {IPPROTO_IP, IP_RECVTOS, OPTION_NAME_IP_RECVTOS, INTEGER},
  {IPPROTO_IP, IP_TRANSPARENT, OPTION_NAME_IP_TRANSPARENT, INTEGER},
  {IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, OPTION_NAME_IP_BIND_ADDRESS_NO_PORT, INTEGER},
  {IPPROTO_IP, IP_MULTICAST_TTL, OPTION_NAME_IP_MULTICAST_TTL, INTEGER},
  {IPPROTO_IP, IP_MULTICAST_LOOP, OPTION_NAME_IP_MULTICAST_LOOP, INTEGER},
  {IPPROTO_IPV6, IPV6_UNICAST_HOPS, OPTION_NAME_IPV6_UNICAST_HOPS, INTEGER},
  {IPPROTO_IPV6, IPV6_MULTICAST_IF, OPTION_NAME_IPV6_MULTICAST_IF, INTEGER},
  {IPPROTO_IPV6, IPV6_MULTICAST_HOPS, OPTION_NAME_IPV6_MULTICAST_HOPS, INTEGER},
  {IPPROTO_IPV6, IPV6_MULTICAST_LOOP, OPTION_NAME_IPV6_MULTICAST_LOOP, INTEGER},
  {IPPROTO_IPV6, IPV6_RECVERR, OPTION_NAME_IPV6_RECVERR, INTEGER},
  {IPPROTO_IPV6, IPV6_V6ONLY, OPTION_NAME_IPV6_V6ONLY, INTEGER},
  {IPPROTO_IPV6, IPV6_RECVHOPLIMIT, OPTION_NAME_IPV6_RECVHOPLIMIT, INTEGER},
  {IPPROTO_IPV6, IPV6_RECVTCLASS, OPTION_NAME_IPV6_RECVTCLASS, INTEGER},
  {IPPROTO_IPV6, IPV6_TCLASS, OPTION_NAME_IPV6_TCLASS, INTEGER},
};

static const struct row *find(int level, int option) {
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
    if (ROWS[i].level == level && ROWS[i].option == option) return &ROWS[i];
  errno = ENOPROTOOPT;
  return NULL;
}

/** As much of a value as the program has room for. */
static int give(const void *from, size_t size, void *to, socklen_t *room) {
  if (*room > size) *room = (socklen_t)size;
  memcpy(to, from, *room);
  return 0;
}

int getsockopt(int fd, int level, int option, void *restrict value, socklen_t *restrict length) {
  struct socket *socket = wasock_socket(fd);
  if (socket == NULL) return -1;
  const struct row *row = find(level, option);
  if (row == NULL) return -1;
  if (value == NULL || length == NULL) return fail(EFAULT);

  if (row->shape == ERROR && socket->error != 0) {
    int error = socket->error;
    socket->error = 0;
    return give(&error, sizeof error, value, length);
  }
  // Failed or not, then the error, or a case and its value.
  _Alignas(GET_OPTION_RESULT_ALIGNMENT) unsigned char area[GET_OPTION_RESULT_SIZE];
  int values[3];
  host_get_option(socket->base.handle, row->name, area);
  if (area[0] != 0) return wasock_fail(area[GET_OPTION_RESULT_PAYLOAD]);
  memcpy(values, area + VALUE, sizeof values);

  switch (row->shape) {
    case INTEGER:
      return give(&values[0], sizeof(int), value, length);
    case LINGER:
      return give(&(struct linger){area[VALUE + LINGER_ENABLED], values[1]}, sizeof(struct linger), value, length);
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
      int error = area[VALUE] == 0 ? 0 : wasock_errno(area[VALUE_ERROR]);
      return give(&error, sizeof error, value, length);
    }
  }
  __builtin_unreachable();
}

int wasock_integer_option(int handle, enum option_name name) {
  int area[GET_OPTION_RESULT_SIZE / sizeof(int)];
  host_get_option(handle, name, area);
  return *(unsigned char *)area == 0 ? area[VALUE / sizeof(int)] : 0;
}

int wasock_take_error(int handle) {
  _Alignas(GET_OPTION_RESULT_ALIGNMENT) unsigned char area[GET_OPTION_RESULT_SIZE];
  host_get_option(handle, OPTION_NAME_SO_ERROR, area);
  return area[0] != 0 || area[VALUE] == 0 ? 0 : wasock_errno(area[VALUE_ERROR]);
}

int setsockopt(int fd, int level, int option, const void *value, socklen_t length) {
  struct socket *socket = wasock_socket(fd);
  if (socket == NULL) return -1;
  if (value == NULL && length > 0) return fail(EFAULT);
  int member = wasock_set_multicast(socket, level, option, value, length);
  if (member <= 0) return member;
  const struct row *row = find(level, option);
  if (row == NULL) return -1;

  int handle = socket->base.handle;
  unsigned char result[SET_OPTION_RESULT_SIZE] = {0};
  switch (row->shape) {
    case INTEGER: {
      int number = 0;
      // Linux takes one byte too for some options of IP; here for all.
      if (length == 1) number = *(const unsigned char *)value;
      else if (length >= sizeof number) memcpy(&number, value, sizeof number);
      else return fail(EINVAL);
      host_set_option(handle, row->name, OPTION_VALUE_INTEGER, number, 0, 0, result);
      break;
    }
    case LINGER: {
      const struct linger *linger = value;
      if (length < sizeof *linger) return fail(EINVAL);
      host_set_option(handle, row->name, OPTION_VALUE_LINGER, linger->l_onoff != 0, linger->l_linger, 0, result);
      break;
    }
    case TIMEVAL: {
      const struct timeval *time = value;
      if (length < sizeof *time) return fail(EINVAL);
      if (time->tv_sec > INT32_MAX || time->tv_sec < INT32_MIN) return fail(EDOM);
      host_set_option(handle, row->name, OPTION_VALUE_TIMEVAL, (int)time->tv_sec, (int)time->tv_usec, 0, result);
      break;
    }
    case TEXT:
      host_set_option(handle, row->name, OPTION_VALUE_BYTES, (int)value, (int)strnlen(value, length), 0, result);
      break;
    case CREDENTIALS:
    case ERROR:
      return fail(ENOPROTOOPT);
  }
  return wasock_outcome(result);
}
