// Counters, timers, alarms, and the one thread: facts that hold on Linux too, where the test runs them as well. Exits with the
// number of those that do not hold.
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include "check.h"

static int polled(int fd, short events, int milliseconds) {
  struct pollfd one = {.fd = fd, .events = events};
  return poll(&one, 1, milliseconds) == 1 ? one.revents : 0;
}

static int set;

static uint32_t told(int milliseconds) {
  struct epoll_event event;
  int count = epoll_wait(set, &event, 1, milliseconds);
  return count == 1 ? event.events : (uint32_t)count;
}

static int control(int operation, int fd, uint32_t events) {
  return epoll_ctl(set, operation, fd, &(struct epoll_event){.events = events});
}

static void counters(void) {
  FAILS(eventfd(0, 0x40), EINVAL);
  int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  uint64_t value;
  CHECK(fd >= 0 && (fcntl(fd, F_GETFL) & O_NONBLOCK) != 0 && polled(fd, POLLIN | POLLOUT, 0) == POLLOUT);
  FAILS(read(fd, &value, sizeof value), EAGAIN);
  FAILS(read(fd, &value, 4), EINVAL);
  value = UINT64_MAX;
  FAILS(write(fd, &value, sizeof value), EINVAL);
  CHECK(eventfd_write(fd, 3) == 0 && eventfd_write(fd, 4) == 0 && polled(fd, POLLIN | POLLOUT, -1) == (POLLIN | POLLOUT));
  CHECK(eventfd_read(fd, &value) == 0 && value == 7 && polled(fd, POLLIN, 0) == 0);
  CHECK(eventfd_write(fd, UINT64_MAX - 1) == 0 && polled(fd, POLLIN | POLLOUT, 0) == POLLIN);
  FAILS(eventfd_write(fd, 1), EAGAIN);
  CHECK(read(fd, &value, sizeof value) == 8 && value == UINT64_MAX - 1);
  FAILS(recv(fd, &value, 8, 0), ENOTSOCK);

  // In a set, beside a socket, and in a set in another.
  int pair[2], inner = epoll_create1(0);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  CHECK(control(EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLET) == 0 && control(EPOLL_CTL_ADD, pair[0], EPOLLIN) == 0 && told(0) == 0);
  FAILS(control(EPOLL_CTL_ADD, fd, EPOLLIN), EEXIST);
  CHECK(eventfd_write(fd, 1) == 0 && told(-1) == EPOLLIN && told(0) == 0);
  CHECK(eventfd_write(fd, 1) == 0 && told(-1) == EPOLLIN && told(0) == 0);
  CHECK(write(pair[1], "a", 1) == 1 && told(-1) == EPOLLIN && told(0) == EPOLLIN);
  CHECK(control(EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLONESHOT) == 0 && control(EPOLL_CTL_DEL, pair[0], 0) == 0);
  CHECK(told(-1) == EPOLLIN && told(0) == 0 && control(EPOLL_CTL_DEL, fd, 0) == 0);
  FAILS(control(EPOLL_CTL_DEL, fd, 0), ENOENT);
  CHECK(epoll_ctl(inner, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN}) == 0);
  CHECK(control(EPOLL_CTL_ADD, inner, EPOLLIN) == 0 && told(-1) == EPOLLIN && polled(set, POLLIN, 0) == POLLIN);
  CHECK(eventfd_read(fd, &value) == 0 && told(0) == 0 && polled(set, POLLIN, 0) == 0);
  int copy = dup(fd);
  close(fd);
  CHECK(eventfd_write(copy, 1) == 0 && told(-1) == EPOLLIN);
  close(copy);
  CHECK(told(0) == 0);
  close(inner), close(pair[0]), close(pair[1]);

  fd = eventfd(2, EFD_SEMAPHORE);
  CHECK(eventfd_read(fd, &value) == 0 && value == 1 && eventfd_read(fd, &value) == 0 && value == 1 && polled(fd, POLLIN, 0) == 0);
  close(fd);
}

static void timers(void) {
  FAILS(timerfd_create(CLOCK_MONOTONIC, 0x40), EINVAL);
  FAILS(timerfd_gettime(0, &(struct itimerspec){0}), EINVAL);
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  struct itimerspec setting = {.it_value.tv_nsec = 2000000}, old;
  uint64_t times = 0;
  FAILS(read(fd, &times, sizeof times), EAGAIN);
  CHECK(timerfd_settime(fd, 0, &setting, NULL) == 0 && polled(fd, POLLIN, -1) == POLLIN);
  CHECK(read(fd, &times, sizeof times) == 8 && times == 1 && polled(fd, POLLIN, 0) == 0);
  CHECK(timerfd_gettime(fd, &old) == 0 && old.it_value.tv_sec == 0 && old.it_value.tv_nsec == 0);
  setting.it_interval.tv_nsec = 1000000;
  CHECK(timerfd_settime(fd, 0, &setting, &old) == 0 && control(EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLET) == 0);
  CHECK(told(-1) == EPOLLIN && told(2) == 0 && read(fd, &times, sizeof times) == 8 && times >= 1 && told(-1) == EPOLLIN);
  setting = (struct itimerspec){.it_value.tv_sec = 1000};
  CHECK(timerfd_settime(fd, 0, &setting, &old) == 0 && old.it_interval.tv_nsec == 1000000 && told(0) == 0);
  CHECK(timerfd_gettime(fd, &old) == 0 && old.it_value.tv_sec >= 900 && old.it_value.tv_sec <= 1000);
  setting.it_value.tv_nsec = 1000000000;
  FAILS(timerfd_settime(fd, 0, &setting, NULL), EINVAL);
  close(fd);

  // At a time of the wall clock, and a read that waits for it.
  fd = timerfd_create(CLOCK_REALTIME, 0);
  clock_gettime(CLOCK_REALTIME, &setting.it_value);
  setting.it_value.tv_sec--;
  CHECK(timerfd_settime(fd, TFD_TIMER_ABSTIME, &setting, NULL) == 0 && polled(fd, POLLIN, -1) == POLLIN);
  setting = (struct itimerspec){.it_value.tv_nsec = 1000000};
  CHECK(timerfd_settime(fd, 0, &setting, NULL) == 0 && read(fd, &times, sizeof times) == 8 && times == 1);
  close(fd);
}

static volatile int rung;

static void ring(int number) {
  (void)number;
  rung++;
}

static void alarms(void) {
  struct sigaction action = {.sa_handler = ring};
  CHECK(sigaction(SIGALRM, &action, NULL) == 0);
  struct itimerval brief = {.it_value.tv_usec = 2000}, old;
  FAILS(setitimer(9, &brief, NULL), EINVAL);
  CHECK(setitimer(ITIMER_REAL, &brief, NULL) == 0);
  FAILS(poll(NULL, 0, -1), EINTR);
  CHECK(rung == 1 && getitimer(ITIMER_REAL, &old) == 0 && old.it_value.tv_usec == 0);
  CHECK(setitimer(ITIMER_REAL, &brief, NULL) == 0);
  FAILS(pause(), EINTR);
  int pair[2];
  char byte;
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  CHECK(setitimer(ITIMER_REAL, &brief, NULL) == 0);
  FAILS(recv(pair[0], &byte, 1, 0), EINTR);
  CHECK(setitimer(ITIMER_REAL, &brief, NULL) == 0);
  FAILS(read(pair[0], &byte, 1), EINTR);
  CHECK(control(EPOLL_CTL_ADD, pair[0], EPOLLIN) == 0 && setitimer(ITIMER_REAL, &brief, NULL) == 0);
  FAILS(epoll_wait(set, &(struct epoll_event){0}, 1, -1), EINTR);
  CHECK(rung == 5 && setitimer(ITIMER_REAL, &brief, NULL) == 0);
  struct timespec left = {0};
  FAILS(nanosleep(&(struct timespec){1000, 0}, &left), EINTR);
  CHECK(left.tv_sec >= 900 && rung == 6);
  CHECK(alarm(1000) == 0 && alarm(0) >= 900 && alarm(0) == 0);
  // One that is far away does not end a wait for what comes before.
  CHECK(alarm(1000) == 0 && write(pair[1], "ab", 2) == 2 && recv(pair[0], &byte, 1, 0) == 1 && polled(pair[0], POLLIN, -1) == POLLIN);
  CHECK(alarm(0) > 900 && poll(NULL, 0, 1) == 0 && rung == 6);

  close(pair[0]), close(pair[1]);
}

static int once_count;
static void once(void) { once_count++; }

static void thread(void) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  CHECK(pthread_mutex_lock(&mutex) == 0 && pthread_mutex_trylock(&mutex) == EBUSY && pthread_mutex_unlock(&mutex) == 0);
  pthread_mutexattr_t attributes;
  CHECK(pthread_mutexattr_init(&attributes) == 0 && pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE) == 0);
  CHECK(pthread_mutex_init(&mutex, &attributes) == 0 && pthread_mutex_lock(&mutex) == 0 && pthread_mutex_lock(&mutex) == 0);
  CHECK(pthread_mutex_unlock(&mutex) == 0 && pthread_mutex_unlock(&mutex) == 0 && pthread_mutex_unlock(&mutex) == EPERM);
  CHECK(pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK) == 0 && pthread_mutex_init(&mutex, &attributes) == 0);
  CHECK(pthread_mutex_lock(&mutex) == 0 && pthread_mutex_lock(&mutex) == EDEADLK);
  pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  CHECK(pthread_cond_signal(&condition) == 0 && pthread_cond_timedwait(&condition, &mutex, &now) == ETIMEDOUT);
  CHECK(pthread_mutex_unlock(&mutex) == 0 && pthread_mutex_destroy(&mutex) == 0);
  pthread_once_t control = PTHREAD_ONCE_INIT;
  CHECK(pthread_once(&control, once) == 0 && pthread_once(&control, once) == 0 && once_count == 1);
  pthread_key_t key;
  CHECK(pthread_key_create(&key, NULL) == 0 && pthread_getspecific(key) == NULL && pthread_setspecific(key, &key) == 0);
  CHECK(pthread_getspecific(key) == &key && pthread_key_delete(key) == 0 && pthread_setspecific(key, &key) == EINVAL);
  CHECK(pthread_equal(pthread_self(), pthread_self()));
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  CHECK(pthread_rwlock_rdlock(&lock) == 0 && pthread_rwlock_rdlock(&lock) == 0 && pthread_rwlock_trywrlock(&lock) == EBUSY);
  CHECK(pthread_rwlock_unlock(&lock) == 0 && pthread_rwlock_unlock(&lock) == 0 && pthread_rwlock_wrlock(&lock) == 0);
  CHECK(pthread_rwlock_tryrdlock(&lock) == EBUSY && pthread_rwlock_unlock(&lock) == 0);
}

int main(void) {
  set = epoll_create1(0);
  counters();
  timers();
  alarms();
  thread();
  return failed;
}
