// Sets of select: facts that hold on Linux too, where the test runs them as well. Exits with the number of those that do
// not hold.
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>
#include "check.h"

/** What programs do with a set besides FD_SET and its sisters. */
static void bits(void) {
  CHECK(sizeof(fd_set) == 128 && FD_SETSIZE == 1024 && NFDBITS == 8 * (int)sizeof(fd_mask));
  fd_set set, other = {0};
  memset(&set, 0xff, sizeof set);
  FD_ZERO(&set);
  CHECK(memcmp(&set, &other, sizeof set) == 0);
  FD_SET(0, &set);
  FD_SET(1000, &set);
  FD_SET(70, &set);
  FD_SET(70, &set);
  unsigned char bytes[sizeof set] = {1, [8] = 1 << 6, [125] = 1};
  CHECK(memcmp(&set, bytes, sizeof set) == 0);
  other = set;
  FD_CLR(70, &other);
  CHECK(FD_ISSET(70, &set) && !FD_ISSET(70, &other) && FD_ISSET(1000, &other) && !FD_ISSET(999, &other));
  // The union of two sets, word by word.
  FD_ZERO(&set);
  FD_SET(5, &set);
  for (size_t i = 0; i < sizeof set / sizeof(fd_mask); i++)
    ((fd_mask *)&set)[i] |= ((const fd_mask *)&other)[i];
  CHECK(FD_ISSET(5, &set) && FD_ISSET(0, &set) && FD_ISSET(1000, &set) && !FD_ISSET(70, &set));
}

/** A set of the program's own size, for descriptors that `fd_set` has no room for, as libevent has it. */
static void large(void) {
  enum { FAR = 2100, BYTES = 4096 / 8 };
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur <= FAR) return;
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  CHECK(dup2(pair[0], FAR) == FAR && write(pair[1], "a", 1) == 1);
  fd_set *set = calloc(1, BYTES);
  fd_set *before = calloc(1, BYTES);
  FD_SET(FAR, set);
  FD_SET(3000, set);
  FD_SET(pair[1], set);
  memcpy(before, set, BYTES);
  struct timeval none = {0, 0};
  CHECK(select(FAR + 1, set, NULL, NULL, &none) == 1);
  CHECK(FD_ISSET(FAR, set) && !FD_ISSET(pair[1], set) && FD_ISSET(3000, set));
  // A descriptor that is not open: the sets stay as they are.
  memcpy(set, before, BYTES);
  FAILS(select(3001, set, NULL, NULL, &none), EBADF);
  CHECK(memcmp(set, before, BYTES) == 0);
  // More than there can be descriptors.
  FD_CLR(3000, set);
  CHECK(select(1 << 30, NULL, NULL, NULL, &none) == 0);
  free(set), free(before);
  close(FAR), close(pair[0]), close(pair[1]);
}

static void several(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  fd_set read_set, write_set, except_set;
  FD_ZERO(&read_set);
  FD_ZERO(&write_set);
  FD_ZERO(&except_set);
  FD_SET(pair[0], &read_set), FD_SET(pair[0], &write_set), FD_SET(pair[0], &except_set), FD_SET(900, &read_set);
  struct timeval time = {60, 0};
  // What is beyond the number of descriptors is neither read nor written.
  CHECK(select(pair[1] + 1, &read_set, &write_set, &except_set, &time) == 1);
  CHECK(!FD_ISSET(pair[0], &read_set) && FD_ISSET(pair[0], &write_set) && !FD_ISSET(pair[0], &except_set));
  CHECK(FD_ISSET(900, &read_set));
  // Linux leaves what is left of the time.
  CHECK(time.tv_sec >= 50 && (time.tv_sec < 60 || time.tv_usec == 0));
  time = (struct timeval){0, 2000};
  CHECK(select(pair[1], &read_set, NULL, NULL, &time) == 0 && time.tv_sec == 0 && time.tv_usec == 0);
  FAILS(select(-1, NULL, NULL, NULL, &time), EINVAL);
  time = (struct timeval){-1, 0};
  FAILS(select(0, NULL, NULL, NULL, &time), EINVAL);
  FAILS(pselect(0, NULL, NULL, NULL, &(struct timespec){0, 1000000000}, NULL), EINVAL);
  CHECK(write(pair[1], "a", 1) == 1);
  FD_SET(pair[0], &read_set), FD_SET(pair[0], &write_set);
  const struct timespec second = {1, 0};
  CHECK(pselect(pair[0] + 1, &read_set, &write_set, NULL, &second, NULL) == 2);
  close(pair[0]), close(pair[1]);
}

int main(void) {
  bits();
  large();
  several();
  return failed;
}
