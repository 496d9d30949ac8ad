// getsockopt and setsockopt.
#include "options.h"
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include "fail.h"
#include "multicast.h"
#include "sockets.h"

/** In the result of get-option, where the value of its case begins. */
#define VALUE (GET_OPTION_RESULT_PAYLOAD + OPTION_VALUE_PAYLOAD)
/** And where the error of that case is, if there is one. */
#define VALUE_ERROR (GET_OPTION_RESULT_PAYLOAD + OPTION_VALUE_ERROR_SOME)
_Static_assert(LINGER_ENABLED == 0 && LINGER_SECONDS == 4, "values are read as numbers");
_Static_assert(TIMEVAL_SECONDS == 0 && TIMEVAL_MICROSECONDS == 4, "values are read as numbers");
_Static_assert(CREDENTIALS_PID == 0 && CREDENTIALS_UID == 4 && CREDENTIALS_GID == 8, "values are read as numbers");

/** `value` is the case of option-value. */
static const struct row { int level, option, name, value; } ROWS[] = {
#include "generated/option-rows.h"
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
  if (*length > INT32_MAX) return fail(EINVAL);

  // Failed or not, then the error, or a case and its value.
  _Alignas(GET_OPTION_RESULT_ALIGNMENT) unsigned char area[GET_OPTION_RESULT_SIZE];
  int values[3];
  host_get_option(socket->base.handle, row->name, area);
  if (area[0] != 0) return wasock_fail(area[GET_OPTION_RESULT_PAYLOAD]);
  memcpy(values, area + VALUE, sizeof values);

  switch (row->value) {
    case OPTION_VALUE_INTEGER:
      // And is given as one byte where there is not room for four.
      if (level == IPPROTO_IP && *length > 0 && *length < sizeof(int) && values[0] >= 0 && values[0] <= 255) *length = 1;
      return give(&values[0], sizeof(int), value, length);
    case OPTION_VALUE_LINGER:
      return give(&(struct linger){area[VALUE + LINGER_ENABLED], values[1]}, sizeof(struct linger), value, length);
    case OPTION_VALUE_TIMEVAL:
      return give(&(struct timeval){values[0], values[1]}, sizeof(struct timeval), value, length);
    case OPTION_VALUE_BYTES: {
      struct wasock_list text = {(void *)values[0], (uint32_t)values[1]};
      give(text.start, text.length, value, length);
      if (text.length > 0) free(text.start);
      return 0;
    }
    case OPTION_VALUE_INTEGERS: {
      struct wasock_list words = {(void *)values[0], (uint32_t)values[1]};
      give(words.start, words.length * sizeof(uint32_t), value, length);
      if (words.length > 0) free(words.start);
      return 0;
    }
    case OPTION_VALUE_CREDENTIALS:
      return give(values, sizeof(struct ucred), value, length);
    case OPTION_VALUE_ERROR: {
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

int setsockopt(int fd, int level, int option, const void *value, socklen_t length) {
  struct socket *socket = wasock_socket(fd);
  if (socket == NULL) return -1;
  if (length > INT32_MAX) return fail(EINVAL);
  if (value == NULL && length > 0) return fail(EFAULT);
  int member = wasock_set_multicast(socket, level, option, value, length);
  if (member <= 0) return member;
  const struct row *row = find(level, option);
  if (row == NULL) return -1;

  int handle = socket->base.handle;
  unsigned char result[SET_OPTION_RESULT_SIZE] = {0};
  switch (row->value) {
    case OPTION_VALUE_INTEGER: {
      int number = 0;
      if (length >= sizeof number) memcpy(&number, value, sizeof number);
      // As on Linux, options of IP may be one byte.
      else if (level == IPPROTO_IP && length > 0) number = *(const unsigned char *)value;
      else return fail(EINVAL);
      host_set_option(handle, row->name, OPTION_VALUE_INTEGER, number, 0, 0, result);
      break;
    }
    case OPTION_VALUE_LINGER: {
      const struct linger *linger = value;
      if (length < sizeof *linger) return fail(EINVAL);
      host_set_option(handle, row->name, OPTION_VALUE_LINGER, linger->l_onoff != 0, linger->l_linger, 0, result);
      break;
    }
    case OPTION_VALUE_TIMEVAL: {
      const struct timeval *time = value;
      if (length < sizeof *time) return fail(EINVAL);
      if (time->tv_sec > INT32_MAX || time->tv_sec < INT32_MIN) return fail(EDOM);
      host_set_option(handle, row->name, OPTION_VALUE_TIMEVAL, (int)time->tv_sec, (int)time->tv_usec, 0, result);
      break;
    }
    case OPTION_VALUE_BYTES:
      host_set_option(handle, row->name, OPTION_VALUE_BYTES, (int)value, (int)strnlen(value, length), 0, result);
      break;
    default:
      return fail(ENOPROTOOPT);
  }
  return wasock_outcome(result);
}
