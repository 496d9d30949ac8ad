// The one thread. What it would wait for, another would have to do: such a wait lasts its time, or for ever, as on Linux.
#include <pthread.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include "clock.h"
#include "wait.h"

/** The thread. */
#define SELF ((pthread_t)1)

// Where wasi-libc's types have room.
#define KIND(mutex) ((mutex)->__u.__i[0])
#define COUNT(mutex) ((mutex)->__u.__i[1])
#define READERS(lock) ((lock)->__u.__i[0])
#define WRITERS(lock) ((lock)->__u.__i[1])
#define DETACHED(attributes) ((attributes)->__u.__i[0])
#define STACK(attributes) ((attributes)->__u.__i[1])

static _Noreturn void wait_for_ever(void) {
  for (;;) wasock_wait(NULL, 0, false, false, 0);
}

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes, void *(*start)(void *),
                   void *restrict argument) {
  return (void)thread, (void)attributes, (void)start, (void)argument, EAGAIN;
}
int pthread_join(pthread_t thread, void **result) { return (void)result, thread == SELF ? EDEADLK : ESRCH; }
int pthread_detach(pthread_t thread) { return thread == SELF ? 0 : ESRCH; }
int pthread_cancel(pthread_t thread) { return thread == SELF ? EINVAL : ESRCH; }
pthread_t pthread_self(void) { return SELF; }
int pthread_kill(pthread_t thread, int number) {
  if (thread != SELF) return ESRCH;
  return number == 0 || raise(number) == 0 ? 0 : errno;
}
int pthread_equal(pthread_t one, pthread_t other) { return one == other; }
void pthread_testcancel(void) {}

static int swap(int *kept, int value, int *old) {
  if (value != 0 && value != 1) return EINVAL;
  if (old != NULL) *old = *kept;
  *kept = value;
  return 0;
}

int pthread_setcancelstate(int state, int *old) {
  static int kept = PTHREAD_CANCEL_ENABLE;
  return swap(&kept, state, old);
}

int pthread_setcanceltype(int type, int *old) {
  static int kept = PTHREAD_CANCEL_DEFERRED;
  return swap(&kept, type, old);
}

int pthread_once(pthread_once_t *once, void (*function)(void)) {
  if (*once != PTHREAD_ONCE_INIT) return 0;
  *once = 1;
  function();
  return 0;
}

/** Handlers of processes are not called. */
int pthread_atfork(void (*before)(void), void (*parent)(void), void (*child)(void)) {
  return (void)before, (void)parent, (void)child, 0;
}

int pthread_attr_init(pthread_attr_t *attributes) { return *attributes = (pthread_attr_t){{{0}}}, 0; }
int pthread_attr_destroy(pthread_attr_t *attributes) { return (void)attributes, 0; }
int pthread_attr_setdetachstate(pthread_attr_t *attributes, int state) { return DETACHED(attributes) = state, 0; }
int pthread_attr_getdetachstate(const pthread_attr_t *attributes, int *state) { return *state = DETACHED(attributes), 0; }
int pthread_attr_setstacksize(pthread_attr_t *attributes, size_t size) { return STACK(attributes) = (int)size, 0; }
int pthread_attr_getstacksize(const pthread_attr_t *restrict attributes, size_t *restrict size) {
  return *size = (size_t)STACK(attributes), 0;
}

int pthread_mutexattr_init(pthread_mutexattr_t *attributes) { return attributes->__attr = PTHREAD_MUTEX_DEFAULT, 0; }
int pthread_mutexattr_destroy(pthread_mutexattr_t *attributes) { return (void)attributes, 0; }
int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int kind) {
  if (kind < PTHREAD_MUTEX_NORMAL || kind > PTHREAD_MUTEX_ERRORCHECK) return EINVAL;
  return attributes->__attr = (unsigned)kind, 0;
}
int pthread_mutexattr_gettype(const pthread_mutexattr_t *restrict attributes, int *restrict kind) {
  return *kind = (int)attributes->__attr, 0;
}

int pthread_mutex_init(pthread_mutex_t *restrict mutex, const pthread_mutexattr_t *restrict attributes) {
  *mutex = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
  KIND(mutex) = attributes == NULL ? PTHREAD_MUTEX_DEFAULT : (int)attributes->__attr;
  return 0;
}
int pthread_mutex_destroy(pthread_mutex_t *mutex) { return COUNT(mutex) > 0 ? EBUSY : 0; }
int pthread_mutex_trylock(pthread_mutex_t *mutex) {
  if (COUNT(mutex) > 0 && KIND(mutex) != PTHREAD_MUTEX_RECURSIVE) return EBUSY;
  if (COUNT(mutex) == INT_MAX) return EAGAIN;
  COUNT(mutex)++;
  return 0;
}
int pthread_mutex_lock(pthread_mutex_t *mutex) {
  int error = pthread_mutex_trylock(mutex);
  if (error != EBUSY) return error;
  if (KIND(mutex) != PTHREAD_MUTEX_ERRORCHECK) wait_for_ever();
  return EDEADLK;
}
int pthread_mutex_unlock(pthread_mutex_t *mutex) {
  if (COUNT(mutex) == 0) return EPERM;
  COUNT(mutex)--;
  return 0;
}

int pthread_cond_init(pthread_cond_t *restrict condition, const pthread_condattr_t *restrict attributes) {
  return (void)attributes, *condition = (pthread_cond_t)PTHREAD_COND_INITIALIZER, 0;
}
int pthread_cond_destroy(pthread_cond_t *condition) { return (void)condition, 0; }
int pthread_cond_signal(pthread_cond_t *condition) { return (void)condition, 0; }
int pthread_cond_broadcast(pthread_cond_t *condition) { return (void)condition, 0; }
int pthread_cond_wait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex) {
  (void)condition, (void)mutex;
  wait_for_ever();
}
int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict until) {
  (void)condition, (void)mutex;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  long long left = (until->tv_sec - now.tv_sec) * 1000000LL + (until->tv_nsec - now.tv_nsec) / 1000;
  if (left > 0) wasock_wait(NULL, 0, false, true, (uint64_t)left);
  return ETIMEDOUT;
}

int pthread_rwlock_init(pthread_rwlock_t *restrict lock, const pthread_rwlockattr_t *restrict attributes) {
  return (void)attributes, *lock = (pthread_rwlock_t)PTHREAD_RWLOCK_INITIALIZER, 0;
}
int pthread_rwlock_destroy(pthread_rwlock_t *lock) { return (void)lock, 0; }
int pthread_rwlock_tryrdlock(pthread_rwlock_t *lock) {
  if (WRITERS(lock) > 0) return EBUSY;
  READERS(lock)++;
  return 0;
}
int pthread_rwlock_rdlock(pthread_rwlock_t *lock) { return pthread_rwlock_tryrdlock(lock) == 0 ? 0 : EDEADLK; }
int pthread_rwlock_trywrlock(pthread_rwlock_t *lock) {
  if (WRITERS(lock) + READERS(lock) > 0) return EBUSY;
  WRITERS(lock) = 1;
  return 0;
}
int pthread_rwlock_wrlock(pthread_rwlock_t *lock) { return pthread_rwlock_trywrlock(lock) == 0 ? 0 : EDEADLK; }
int pthread_rwlock_unlock(pthread_rwlock_t *lock) {
  if (WRITERS(lock) > 0) WRITERS(lock) = 0;
  else if (READERS(lock) > 0) READERS(lock)--;
  return 0;
}

enum { KEYS = 1024 };
static struct { bool used; const void *value; } keys[KEYS];

/** Destructors are for threads that end before their process. */
int pthread_key_create(pthread_key_t *key, void (*destructor)(void *)) {
  (void)destructor;
  for (unsigned i = 0; i < KEYS; i++) {
    if (keys[i].used) continue;
    keys[i].used = true;
    keys[i].value = NULL;
    *key = i;
    return 0;
  }
  return EAGAIN;
}
int pthread_key_delete(pthread_key_t key) {
  if (key >= KEYS || !keys[key].used) return EINVAL;
  keys[key].used = false;
  return 0;
}
void *pthread_getspecific(pthread_key_t key) { return key < KEYS && keys[key].used ? (void *)keys[key].value : NULL; }
int pthread_setspecific(pthread_key_t key, const void *value) {
  if (key >= KEYS || !keys[key].used) return EINVAL;
  keys[key].value = value;
  return 0;
}
