// What epoll tells: facts that hold on Linux too, where the test runs them as well. Exits with the number of those that
// do not hold.
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include "check.h"

static int set;
static char buffer[64];

static int control(int operation, int fd, uint32_t events, uint64_t data) {
  struct epoll_event event = {.events = events, .data.u64 = data};
  return epoll_ctl(set, operation, fd, &event);
}

/** What one wait tells, as one number: how many, then data and events of the first. */
static uint64_t told(int milliseconds) {
  struct epoll_event events[4];
  int count = epoll_wait(set, events, 4, milliseconds);
  return count <= 0 ? (uint64_t)count : (uint64_t)count << 40 | events[0].data.u64 << 32 | events[0].events;
}

#define TELLS(count, data, events) ((uint64_t)(count) << 40 | (uint64_t)(data) << 32 | (uint32_t)(events))

static void level(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  CHECK(control(EPOLL_CTL_ADD, pair[0], EPOLLIN, 7) == 0 && told(0) == 0 && told(5) == 0);
  FAILS(control(EPOLL_CTL_ADD, pair[0], EPOLLIN, 7), EEXIST);
  FAILS(control(EPOLL_CTL_MOD, pair[1], EPOLLIN, 7), ENOENT);
  FAILS(control(EPOLL_CTL_DEL, pair[1], 0, 0), ENOENT);
  FAILS(control(EPOLL_CTL_ADD, 99, EPOLLIN, 7), EBADF);
  FAILS(control(77, pair[1], EPOLLIN, 7), EINVAL);
  FAILS(epoll_ctl(pair[0], EPOLL_CTL_ADD, pair[1], &(struct epoll_event){0}), EINVAL);
  FAILS(epoll_wait(set, NULL, 0, 0), EINVAL);
  struct epoll_event event;
  FAILS(epoll_wait(pair[0], &event, 1, 0), EINVAL);

  // As long as there is something, it is told.
  CHECK(write(pair[1], "ab", 2) == 2);
  CHECK(told(-1) == TELLS(1, 7, EPOLLIN) && told(-1) == TELLS(1, 7, EPOLLIN));
  CHECK(control(EPOLL_CTL_MOD, pair[0], EPOLLIN | EPOLLOUT, 8) == 0 && told(-1) == TELLS(1, 8, EPOLLIN | EPOLLOUT));
  CHECK(control(EPOLL_CTL_MOD, pair[0], 0, 9) == 0 && told(0) == 0);
  CHECK(control(EPOLL_CTL_ADD, pair[1], EPOLLOUT, 1) == 0 && told(-1) == TELLS(1, 1, EPOLLOUT));
  CHECK(control(EPOLL_CTL_MOD, pair[0], EPOLLIN, 2) == 0 && (told(-1) >> 40) == 2);

  // One at a time, each has its turn.
  struct epoll_event first, second;
  CHECK(epoll_wait(set, &first, 1, 0) == 1 && epoll_wait(set, &second, 1, 0) == 1);
  CHECK(first.data.u64 + second.data.u64 == 3);

  // What is closed is no longer in the set, whatever its number comes to stand for.
  close(pair[1]);
  CHECK(read(pair[0], buffer, sizeof buffer) == 2 && told(-1) == TELLS(1, 2, EPOLLIN | EPOLLHUP));
  close(pair[0]);
  CHECK(told(0) == 0);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  CHECK(write(pair[1], "ab", 2) == 2 && told(0) == 0 && control(EPOLL_CTL_ADD, pair[0], EPOLLIN, 3) == 0);
  CHECK(told(0) == TELLS(1, 3, EPOLLIN) && control(EPOLL_CTL_DEL, pair[0], 0, 0) == 0 && told(0) == 0);
  close(pair[0]), close(pair[1]);
}

/** Programs with an allocator of their own, as Redis is, give memory that is aligned to four bytes. */
static void unaligned(void) {
  _Alignas(16) static char room[16 * sizeof(struct epoll_event)];
  struct epoll_event *events = (struct epoll_event *)(room + 4), found[2];
  int pairs[2][2];
  for (int i = 0; i < 2; i++) {
    socketpair(AF_UNIX, SOCK_STREAM, 0, pairs[i]);
    CHECK(control(EPOLL_CTL_ADD, pairs[i][0], EPOLLOUT, 5) == 0);
  }
  int count = epoll_wait(set, events, 4, -1);
  memcpy(found, events, sizeof found);
  CHECK(count == 2 && found[0].events == EPOLLOUT && found[0].data.u64 == 5 && found[1].data.u64 == 5);
  for (int i = 0; i < 2; i++) CHECK(close(pairs[i][0]) == 0 && close(pairs[i][1]) == 0);
}

static void edge(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair);
  CHECK(control(EPOLL_CTL_ADD, pair[0], EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, 1) == 0);
  CHECK(told(-1) == TELLS(1, 1, EPOLLOUT) && told(0) == 0);
  CHECK(write(pair[1], "abc", 3) == 3);
  CHECK((told(-1) & ~(uint64_t)EPOLLOUT) == TELLS(1, 1, EPOLLIN) && told(0) == 0);
  CHECK(read(pair[0], buffer, sizeof buffer) == 3);
  FAILS(read(pair[0], buffer, sizeof buffer), EAGAIN);
  CHECK(told(0) == 0 && write(pair[1], "d", 1) == 1);
  CHECK((told(-1) & ~(uint64_t)EPOLLOUT) == TELLS(1, 1, EPOLLIN) && told(0) == 0);
  CHECK(read(pair[0], buffer, sizeof buffer) == 1);

  // Full, then with room again.
  char block[4096] = {0};
  while (write(pair[0], block, sizeof block) > 0) continue;
  CHECK(told(0) == 0);
  while (read(pair[1], block, sizeof block) > 0) continue;
  CHECK(told(-1) == TELLS(1, 1, EPOLLOUT));
  close(pair[1]);
  uint64_t end = told(-1);
  CHECK((end & (EPOLLIN | EPOLLRDHUP | EPOLLHUP)) == (EPOLLIN | EPOLLRDHUP | EPOLLHUP) && told(0) == 0);
  close(pair[0]);
}

static void once(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  CHECK(write(pair[1], "a", 1) == 1 && control(EPOLL_CTL_ADD, pair[0], EPOLLIN | EPOLLONESHOT, 1) == 0);
  CHECK(told(-1) == TELLS(1, 1, EPOLLIN) && told(0) == 0);
  CHECK(control(EPOLL_CTL_MOD, pair[0], EPOLLIN | EPOLLONESHOT, 1) == 0 && told(-1) == TELLS(1, 1, EPOLLIN));
  close(pair[0]), close(pair[1]);
}

/** Each of the standard streams is something else, though its number may come to stand for another. */
static void streams(void) {
  int kept = dup(1);
  CHECK(control(EPOLL_CTL_ADD, 1, EPOLLOUT, 1) == 0 && dup2(2, 1) == 1);
  CHECK(control(EPOLL_CTL_ADD, 1, EPOLLOUT, 2) == 0 && control(EPOLL_CTL_DEL, 1, 0, 0) == 0);
  CHECK(dup2(kept, 1) == 1 && close(kept) == 0);
}

/** What a set does as other descriptors do. */
static void descriptor(void) {
  struct stat status;
  CHECK(fcntl(set, F_GETFL) == O_RDWR && fstat(set, &status) == 0 && !isatty(set) && lseek(set, 1, SEEK_SET) == 0);
  FAILS(read(set, buffer, 1), EINVAL);
  FAILS(write(set, buffer, 1), EINVAL);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  FAILS(epoll_create(0), EINVAL);
  FAILS(epoll_create1(1), EINVAL);
  set = epoll_create1(EPOLL_CLOEXEC);
  CHECK(set == 3 && told(0) == 0);
  level();
  unaligned();
  edge();
  once();
  descriptor();
  streams();
  CHECK(close(set) == 0);
  struct epoll_event event;
  FAILS(epoll_wait(set, &event, 1, 0), EBADF);
  return failed;
}
