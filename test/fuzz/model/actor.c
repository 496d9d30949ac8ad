// Does socket calls as it is told, one a line, and says what came of each. Compiled natively and as a guest, it must say
// the same. A line: the call, the socket's slot, then numbers; an address is `4 PORT`, `6 PORT`, `4* PORT` (any),
// `6m PORT` (127.0.0.1 in IPv6) or `u NAME`.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

enum { SLOTS = 6, MOST = 70000 };

static int slots[SLOTS];
static unsigned char bytes[MOST];
static unsigned sent;

static const struct { int number; const char *name; } ERRORS[] = {
#define E(name) {name, #name}
  E(EACCES), E(EADDRINUSE), E(EADDRNOTAVAIL), E(EAFNOSUPPORT), E(EAGAIN), E(EALREADY), E(EBADF), E(ECONNABORTED),
  E(ECONNREFUSED), E(ECONNRESET), E(EDESTADDRREQ), E(EDOM), E(EFAULT), E(EINPROGRESS), E(EINTR), E(EINVAL), E(EISCONN),
  E(EMFILE), E(EMSGSIZE), E(ENETUNREACH), E(ENOBUFS), E(ENODEV), E(ENOENT), E(ENOMEM), E(ENOPROTOOPT), E(ENOSYS),
  E(ENOTCONN), E(ENOTSOCK), E(EOPNOTSUPP), E(EPERM), E(EPIPE), E(EPROTONOSUPPORT), E(EPROTOTYPE), E(ESOCKTNOSUPPORT),
  E(ETIMEDOUT), E(EHOSTUNREACH), E(ETOOMANYREFS), E(ENXIO), E(ENOTDIR), E(EPROTO), E(ECOMM), E(ENOTTY),
#undef E
};

static const char *error_name(int number) {
  static char other[16];
  for (size_t row = 0; row < sizeof ERRORS / sizeof *ERRORS; row++)
    if (ERRORS[row].number == number) return ERRORS[row].name;
  snprintf(other, sizeof other, "%d", number);
  return other;
}

/** Options whose value is a number. */
static const struct { int level, name; } OPTIONS[] = {
  {SOL_SOCKET, SO_REUSEADDR}, {SOL_SOCKET, SO_TYPE}, {SOL_SOCKET, SO_ERROR}, {SOL_SOCKET, SO_DONTROUTE},
  {SOL_SOCKET, SO_BROADCAST}, {SOL_SOCKET, SO_SNDBUF}, {SOL_SOCKET, SO_RCVBUF}, {SOL_SOCKET, SO_KEEPALIVE},
  {SOL_SOCKET, SO_OOBINLINE}, {SOL_SOCKET, SO_REUSEPORT}, {SOL_SOCKET, SO_RCVLOWAT}, {SOL_SOCKET, SO_ACCEPTCONN},
  {SOL_SOCKET, SO_PROTOCOL}, {SOL_SOCKET, SO_DOMAIN}, {IPPROTO_TCP, TCP_NODELAY}, {IPPROTO_TCP, TCP_KEEPIDLE},
  {IPPROTO_TCP, TCP_KEEPCNT}, {IPPROTO_IP, IP_TTL}, {IPPROTO_IP, IP_TOS}, {IPPROTO_IPV6, IPV6_V6ONLY},
  {IPPROTO_IPV6, IPV6_UNICAST_HOPS},
};

static const int FLAGS[] = {MSG_OOB, MSG_PEEK, MSG_DONTWAIT, MSG_TRUNC, MSG_WAITALL, MSG_DONTROUTE, MSG_EOR, MSG_NOSIGNAL};
static const int FAMILIES[] = {AF_UNIX, AF_INET, AF_INET6};
static const int TYPES[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};

static int number(void) {
  const char *word = strtok(NULL, " \n");
  return word == NULL ? 0 : atoi(word);
}

/** A slot; the one to put a new socket into is emptied. */
static int *slot(void) { return &slots[(unsigned)number() % SLOTS]; }

static int *free_slot(void) {
  int *found = slot();
  if (*found >= 0) close(*found);
  *found = -1;
  return found;
}

static int flags(void) {
  int mask = number(), sum = 0;
  for (size_t bit = 0; bit < sizeof FLAGS / sizeof *FLAGS; bit++)
    if (mask & (1 << bit)) sum |= FLAGS[bit];
  return sum;
}

static socklen_t address(struct sockaddr_storage *storage) {
  const char *kind = strtok(NULL, " \n");
  memset(storage, 0, sizeof *storage);
  if (kind == NULL) return 0;
  if (*kind == 'u') {
    struct sockaddr_un *local = (struct sockaddr_un *)storage;
    const char *name = strtok(NULL, " \n");
    local->sun_family = AF_UNIX;
    if (name == NULL) return sizeof local->sun_family;
    strcpy(local->sun_path + 1, name);
    return offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name);
  }
  int port = number();
  if (*kind == '6') {
    struct sockaddr_in6 *inet6 = (struct sockaddr_in6 *)storage;
    inet6->sin6_family = AF_INET6;
    inet6->sin6_port = htons(port);
    inet_pton(AF_INET6, kind[1] == 'm' ? "::ffff:127.0.0.1" : "::1", &inet6->sin6_addr);
    return sizeof *inet6;
  }
  struct sockaddr_in *inet = (struct sockaddr_in *)storage;
  inet->sin_family = AF_INET;
  inet->sin_port = htons(port);
  if (kind[1] != '*') inet_pton(AF_INET, "127.0.0.1", &inet->sin_addr);
  return sizeof *inet;
}

static void print_address(const struct sockaddr_storage *storage, socklen_t length) {
  char text[64] = "";
  if (length == 0) {
    printf(" none");
  } else if (storage->ss_family == AF_INET) {
    const struct sockaddr_in *inet = (const struct sockaddr_in *)storage;
    printf(" 4 %s :%d", inet_ntop(AF_INET, &inet->sin_addr, text, sizeof text), ntohs(inet->sin_port));
  } else if (storage->ss_family == AF_INET6) {
    const struct sockaddr_in6 *inet6 = (const struct sockaddr_in6 *)storage;
    printf(" 6 %s :%d", inet_ntop(AF_INET6, &inet6->sin6_addr, text, sizeof text), ntohs(inet6->sin6_port));
  } else {
    const struct sockaddr_un *local = (const struct sockaddr_un *)storage;
    int size = (int)length - (int)offsetof(struct sockaddr_un, sun_path);
    printf(" u %d %.*s", size, size > 1 ? size - 1 : 0, local->sun_path + 1);
  }
}

/** What a call gave, and its error. */
static void result(long outcome) {
  if (outcome < 0) printf("%s", error_name(errno));
  else printf("%ld", outcome);
}

/** The bytes received; they were zeroed before, since with MSG_TRUNC a stream counts and gives none. */
static void print_bytes(long count, long room) {
  unsigned hash = 2166136261u;
  long kept = count < room ? count : room;
  for (long index = 0; index < kept; index++) hash = (hash ^ bytes[index]) * 16777619u;
  if (count >= 0) printf(" #%08x", hash);
}

/** Keeps a new socket: it never waits, and sends at once what it has. */
static int keep(int *where, int fd) {
  *where = fd;
  if (fd < 0) return fd;
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  int one = 1, error = errno;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  errno = error;
  return 0;
}

static void fill(int length) {
  for (int index = 0; index < length; index++) bytes[index] = (unsigned char)(sent++ * 7);
}

static void do_select(void) {
  fd_set sets[3];
  struct timeval none = {0, 0};
  int highest = -1;
  for (int set = 0; set < 3; set++) FD_ZERO(&sets[set]);
  for (int index = 0; index < SLOTS; index++)
    if (slots[index] >= 0) {
      for (int set = 0; set < 3; set++) FD_SET(slots[index], &sets[set]);
      if (slots[index] > highest) highest = slots[index];
    }
  result(select(highest + 1, &sets[0], &sets[1], &sets[2], &none));
  for (int set = 0; set < 3; set++) {
    putchar(' ');
    for (int index = 0; index < SLOTS; index++)
      putchar(slots[index] >= 0 && FD_ISSET(slots[index], &sets[set]) ? '0' + index : '.');
  }
}

/** Sends data, and with it the socket of another slot, if there is one. */
static long send_message(int fd) {
  int count = number() % MOST, bits = flags() | MSG_NOSIGNAL, passed = *slot();
  union { char room[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control;
  struct iovec parts[2] = {{bytes, count / 2}, {bytes + count / 2, count - count / 2}};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  memset(&control, 0, sizeof control);
  if (passed >= 0) {
    message.msg_control = &control;
    message.msg_controllen = sizeof control;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &passed, sizeof(int));
  }
  fill(count);
  return sendmsg(fd, &message, bits);
}

/** Receives data, and sockets with it: the first goes to a slot. */
static void receive_message(int fd) {
  int count = number() % MOST, bits = flags(), *where = slot(), taken = 0;
  union { char room[CMSG_SPACE(2 * sizeof(int))]; struct cmsghdr align; } control;
  struct iovec part = {bytes, count};
  memset(bytes, 0, count);
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  long got = recvmsg(fd, &message, bits);
  result(got);
  if (got < 0) return;
  print_bytes(got, count);
  printf(" flags %x", message.msg_flags & (MSG_TRUNC | MSG_CTRUNC | MSG_OOB | MSG_EOR));
  for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header != NULL; header = CMSG_NXTHDR(&message, header)) {
    int passed[2], many = (int)((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    printf(" %d:%d", header->cmsg_level, header->cmsg_type);
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    printf("x%d", many);
    memcpy(passed, CMSG_DATA(header), many * sizeof(int));
    for (int index = 0; index < many; index++) {
      if (taken++ > 0) {
        close(passed[index]);
        continue;
      }
      if (*where >= 0) close(*where);
      keep(where, passed[index]);
    }
  }
}

static void do_call(const char *call) {
  struct sockaddr_storage storage;
  socklen_t length = sizeof storage;
  memset(&storage, 0, sizeof storage);
  errno = 0;
  if (strcmp(call, "reset") == 0) {
    sent = 0;
    for (int index = 0; index < SLOTS; index++) {
      if (slots[index] >= 0) close(slots[index]);
      slots[index] = -1;
    }
    result(0);
  } else if (strcmp(call, "select") == 0) {
    do_select();
  } else if (strcmp(call, "socket") == 0) {
    int *where = free_slot();
    int family = FAMILIES[number() % 3], type = TYPES[number() % 3];
    result(keep(where, socket(family, type, number())));
  } else if (strcmp(call, "pair") == 0) {
    int fds[2] = {-1, -1};
    int *first = free_slot(), *second = free_slot();
    int outcome = socketpair(AF_UNIX, TYPES[number() % 3], 0, fds);
    result(outcome);
    if (outcome == 0) keep(first, fds[0]);
    if (outcome == 0 && first != second) keep(second, fds[1]);
    else if (outcome == 0) close(fds[1]);
  } else if (strcmp(call, "accept") == 0) {
    int listener = *slot();
    int *where = &slots[(unsigned)number() % SLOTS];
    int fd = accept(listener, (struct sockaddr *)&storage, &length);
    if (fd < 0) {
      result(fd);
    } else {
      if (*where >= 0) close(*where);
      result(keep(where, fd));
      print_address(&storage, length);
    }
  } else {
    int *where = slot(), fd = *where;
    if (strcmp(call, "close") == 0) {
      *where = -1;
      result(close(fd));
    } else if (strcmp(call, "bind") == 0) {
      length = address(&storage);
      result(bind(fd, (struct sockaddr *)&storage, length));
    } else if (strcmp(call, "connect") == 0) {
      length = address(&storage);
      result(connect(fd, (struct sockaddr *)&storage, length));
    } else if (strcmp(call, "listen") == 0) {
      result(listen(fd, number()));
    } else if (strcmp(call, "shutdown") == 0) {
      result(shutdown(fd, number() % 3));
    } else if (strcmp(call, "send") == 0) {
      int count = number() % MOST, bits = flags() | MSG_NOSIGNAL;
      fill(count);
      result(send(fd, bytes, count, bits));
    } else if (strcmp(call, "sendto") == 0) {
      int count = number() % MOST, bits = flags() | MSG_NOSIGNAL;
      length = address(&storage);
      fill(count);
      result(sendto(fd, bytes, count, bits, (struct sockaddr *)&storage, length));
    } else if (strcmp(call, "recv") == 0) {
      int count = number() % MOST;
      memset(bytes, 0, count);
      long got = recv(fd, bytes, count, flags());
      result(got);
      print_bytes(got, count);
    } else if (strcmp(call, "recvfrom") == 0) {
      int count = number() % MOST, bits = flags();
      memset(bytes, 0, count);
      long got = recvfrom(fd, bytes, count, bits, (struct sockaddr *)&storage, &length);
      result(got);
      print_bytes(got, count);
      if (got >= 0) print_address(&storage, length);
    } else if (strcmp(call, "sendmsg") == 0) {
      result(send_message(fd));
    } else if (strcmp(call, "recvmsg") == 0) {
      receive_message(fd);
    } else if (strcmp(call, "waiting") == 0) {
      int waiting = -1;
      int outcome = ioctl(fd, FIONREAD, &waiting);
      result(outcome);
      if (outcome == 0) printf(" %d", waiting);
    } else if (strcmp(call, "getsockname") == 0 || strcmp(call, "getpeername") == 0) {
      int outcome = call[3] == 's' ? getsockname(fd, (struct sockaddr *)&storage, &length)
                                   : getpeername(fd, (struct sockaddr *)&storage, &length);
      result(outcome);
      if (outcome == 0) print_address(&storage, length);
    } else if (strcmp(call, "getsockopt") == 0) {
      int value = 0, row = number() % (int)(sizeof OPTIONS / sizeof *OPTIONS);
      length = sizeof value;
      int outcome = getsockopt(fd, OPTIONS[row].level, OPTIONS[row].name, &value, &length);
      result(outcome);
      if (outcome == 0 && OPTIONS[row].name == SO_ERROR && OPTIONS[row].level == SOL_SOCKET)
        printf(" %s", value == 0 ? "none" : error_name(value));
      else if (outcome == 0) printf(" %d", value);
    } else if (strcmp(call, "setsockopt") == 0) {
      int row = number() % (int)(sizeof OPTIONS / sizeof *OPTIONS), value = number();
      result(setsockopt(fd, OPTIONS[row].level, OPTIONS[row].name, &value, sizeof value));
    } else if (strcmp(call, "linger") == 0) {
      struct linger value = {1, 0};
      result(setsockopt(fd, SOL_SOCKET, SO_LINGER, &value, sizeof value));
    } else if (strcmp(call, "atmark") == 0) {
      result(sockatmark(fd));
    } else {
      printf("there is no call %s", call);
    }
  }
}

int main(void) {
  char line[256];
#ifndef __wasm__
  signal(SIGPIPE, SIG_IGN);
#endif
  for (int index = 0; index < SLOTS; index++) slots[index] = -1;
  while (fgets(line, sizeof line, stdin) != NULL) {
    char *call = strtok(line, " \n");
    if (call != NULL) do_call(call);
    putchar('\n');
    fflush(stdout);
  }
}
