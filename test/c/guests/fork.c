// What holds of processes, on Linux and in a guest: prints what does not.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "check.h"

static int reaped;
static int deepest;

static void reap(int number) {
  CHECK(number == SIGCHLD);
  while (waitpid(-1, NULL, WNOHANG) > 0) reaped++;
}

/** Forks in a call of so many. @returns in the child and in the parent */
static pid_t deep(int calls, int *sum) {
  volatile char local[64];
  local[0] = (char)calls;
  pid_t process = calls == 0 ? fork() : deep(calls - 1, sum);
  *sum += local[0];
  return process;
}

static int by_pointer(int (*function)(int), int value) { return function(value); }
static int forking(int value) {
  pid_t process = fork();
  if (process == 0) exit(value);
  int status;
  CHECK(waitpid(process, &status, 0) == process);
  return WEXITSTATUS(status);
}

/** An event set that two processes have. */
static void sets(void) {
  int pair[2], set = epoll_create1(0);
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = 7}, told;
  CHECK(epoll_ctl(set, EPOLL_CTL_ADD, pair[0], &event) == 0);
  pid_t process = fork();
  if (process == 0) {
    char byte;
    CHECK(epoll_wait(set, &told, 1, -1) == 1 && told.data.u64 == 7 && told.events == EPOLLIN);
    CHECK(read(pair[0], &byte, 1) == 1 && epoll_wait(set, &told, 1, 0) == 0);
    CHECK(write(pair[0], "b", 1) == 1);
    exit(failed);
  }
  int status;
  char byte;
  CHECK(write(pair[1], "a", 1) == 1 && waitpid(process, &status, 0) == process && status == 0);
  CHECK(epoll_wait(set, &told, 1, 0) == 0 && read(pair[1], &byte, 1) == 1 && byte == 'b');
  event.data.u64 = 8;
  CHECK(epoll_ctl(set, EPOLL_CTL_MOD, pair[0], &event) == 0 && write(pair[1], "a", 1) == 1);
  CHECK(epoll_wait(set, &told, 1, -1) == 1 && told.data.u64 == 8);
  close(pair[0]), close(pair[1]), close(set);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  pid_t own = getpid();
  int status = 77;

  CHECK(wait(&status) == -1 && errno == ECHILD && status == 77);
  pid_t process = fork();
  if (process == 0) {
    CHECK(getpid() != own && getppid() == own);
    exit(5);
  }
  CHECK(process > 0 && getpid() == own);
  CHECK(wait4(process, &status, 0, NULL) == process && WIFEXITED(status) && WEXITSTATUS(status) == 5);
  CHECK(waitpid(process, &status, 0) == -1 && errno == ECHILD);
  CHECK(kill(process, 0) == -1 && errno == ESRCH);

  sets();

  // Descriptors: pipes and pairs
  int ends[2], pair[2];
  CHECK(pipe(ends) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  process = fork();
  if (process == 0) {
    close(ends[0]), close(pair[0]);
    CHECK(write(ends[1], "by a pipe", 9) == 9);
    char word[8] = "";
    CHECK(read(pair[1], word, 4) == 4);
    CHECK(write(pair[1], word, 4) == 4);
    _exit(6);
  }
  close(ends[1]), close(pair[1]);
  char data[32] = "";
  CHECK(read(ends[0], data, sizeof data) == 9 && strcmp(data, "by a pipe") == 0);
  CHECK(waitpid(process, &status, WNOHANG) == 0);
  CHECK(write(pair[0], "word", 4) == 4 && read(pair[0], data, 4) == 4 && memcmp(data, "word", 4) == 0);
  CHECK(read(ends[0], data, sizeof data) == 0);
  CHECK(waitpid(-1, &status, 0) == process && WEXITSTATUS(status) == 6);
  close(ends[0]), close(pair[0]);

  // Memory is each one's own, and calls return twice
  int sum = 0;
  process = deep(100, &sum);
  CHECK(sum == 5050);
  if (process == 0) {
    deepest = 1;
    exit(sum == 5050 ? 7 : 8);
  }
  CHECK(waitpid(process, &status, 0) == process && WEXITSTATUS(status) == 7 && deepest == 0);
  CHECK(by_pointer(forking, 9) == 9);

  // A signal ends a process
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  process = fork();
  if (process == 0) {
    read(pair[1], data, 1);
    exit(1);
  }
  CHECK(kill(process, SIGTERM) == 0);
  CHECK(waitpid(process, &status, 0) == process && WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
  process = fork();
  if (process == 0) {
    raise(SIGKILL);
    exit(1);
  }
  CHECK(waitpid(process, &status, 0) == process && !WIFEXITED(status));

  // SIGCHLD, with a handler and ignored
  struct sigaction action = {.sa_handler = reap, .sa_flags = SA_RESTART};
  CHECK(sigaction(SIGCHLD, &action, NULL) == 0);
  for (int count = 0; count < 3; count++)
    if (fork() == 0) exit(0);
  while (reaped < 3) poll(NULL, 0, 1);
  CHECK(wait(&status) == -1 && errno == ECHILD);
  CHECK(signal(SIGCHLD, SIG_IGN) == reap || reaped == 3);
  for (int count = 0; count < 3; count++)
    if (fork() == 0) exit(0);
  while (kill(-getpgrp(), 0) == 0 && waitpid(-1, NULL, WNOHANG) != -1) poll(NULL, 0, 1);
  CHECK(wait(&status) == -1 && errno == ECHILD);
  return 0;
}
