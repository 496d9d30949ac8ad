// Facts about sockets in C. Exits with the number of those that do not hold.
#include <arpa/inet.h>
#include <fcntl.h>
#include <limits.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#include "check.h"

static void descriptors(void) {
  int pair[2];
  char buffer[16];
  struct stat status;
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 && pair[0] == 3 && pair[1] == 4);
  CHECK(write(pair[0], "abc", 3) == 3);
  CHECK(read(pair[1], buffer, sizeof buffer) == 3 && memcmp(buffer, "abc", 3) == 0);
  CHECK(fstat(pair[0], &status) == 0 && S_ISSOCK(status.st_mode));
  CHECK(!isatty(pair[0]));
  FAILS(lseek(pair[0], 1, SEEK_SET), ESPIPE);
  FAILS(lseek(pair[0], 0, SEEK_CUR), ESPIPE);

  CHECK(fcntl(pair[1], F_GETFL) == O_RDWR);
  CHECK(fcntl(pair[1], F_SETFL, O_NONBLOCK) == 0);
  CHECK(fcntl(pair[1], F_GETFL) == (O_RDWR | O_NONBLOCK));
  FAILS(read(pair[1], buffer, 1), EAGAIN);
  int off = 0;
  CHECK(ioctl(pair[1], FIONBIO, &off) == 0 && fcntl(pair[1], F_GETFL) == O_RDWR);

  // A copy is the same socket: closing the original leaves it open.
  int copy = dup(pair[0]);
  CHECK(copy == 5 && fcntl(pair[0], F_DUPFD, 10) == 10);
  CHECK(close(pair[0]) == 0 && close(10) == 0);
  CHECK(write(copy, "d", 1) == 1 && read(pair[1], buffer, 1) == 1);
  CHECK(close(copy) == 0);
  CHECK(read(pair[1], buffer, 1) == 0);
  FAILS(write(pair[1], "e", 1), EPIPE);
  CHECK(close(pair[1]) == 0);
  FAILS(close(pair[1]), EBADF);
  FAILS(read(pair[1], buffer, 1), EBADF);
  FAILS(send(1, "x", 1, 0), ENOTSOCK);
  FAILS(dup2(99, 1), EBADF);
}

static void stdio(void) {
  int pair[2];
  char line[32];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  FILE *out = fdopen(pair[0], "w");
  FILE *in = fdopen(pair[1], "r");
  CHECK(fprintf(out, "%s %d\nrest", "line", 1) == 11 && fflush(out) == 0);
  CHECK(fgets(line, sizeof line, in) != NULL && strcmp(line, "line 1\n") == 0);
  CHECK(fclose(out) == 0);
  CHECK(fgets(line, sizeof line, in) != NULL && strcmp(line, "rest") == 0);
  CHECK(fgets(line, sizeof line, in) == NULL && feof(in));
  CHECK(fclose(in) == 0);

  // The standard output can be a socket for a while.
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  fflush(stdout);
  int kept = dup(1);
  CHECK(dup2(pair[0], 1) == 1);
  printf("into the socket");
  fflush(stdout);
  CHECK(dup2(kept, 1) == 1);
  CHECK(read(pair[1], line, sizeof line) == 15);
  close(kept), close(pair[0]), close(pair[1]);
}

static void tcp(int family, const struct sockaddr *loopback, socklen_t size) {
  struct sockaddr_storage name, peer;
  socklen_t length = sizeof name, peer_length = sizeof peer;
  int on = 1, value = 0;
  socklen_t value_length = sizeof value;
  int listener = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  CHECK(setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0);
  CHECK(getsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &value, &value_length) == 0 && value == 1);
  CHECK(bind(listener, loopback, size) == 0 && listen(listener, 5) == 0);
  CHECK(getsockname(listener, (struct sockaddr *)&name, &length) == 0 && length == size);
  int client = socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0);
  int begun = connect(client, (struct sockaddr *)&name, length);
  CHECK(begun == 0 || errno == EINPROGRESS);
  struct pollfd writable = {client, POLLOUT, 0};
  CHECK(poll(&writable, 1, -1) == 1 && writable.revents == POLLOUT);
  CHECK(getsockopt(client, SOL_SOCKET, SO_ERROR, &value, &value_length) == 0 && value == 0);
  int server = accept(listener, (struct sockaddr *)&peer, &peer_length);
  length = sizeof name;
  CHECK(getsockname(client, (struct sockaddr *)&name, &length) == 0);
  CHECK(peer_length == length && memcmp(&peer, &name, length) == 0);
  if (family != AF_UNIX) {
    CHECK(setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0);
    CHECK(getsockopt(client, SOL_SOCKET, SO_TYPE, &value, &value_length) == 0 && value == SOCK_STREAM);
  }

  char buffer[8] = {0};
  struct iovec parts[] = {{"on", 2}, {"e,", 2}, {"two", 3}};
  CHECK(writev(client, parts, 3) == 7);
  CHECK(recv(server, buffer, 3, MSG_PEEK) == 3 && recv(server, buffer, 7, MSG_WAITALL) == 7);
  CHECK(memcmp(buffer, "one,two", 7) == 0);
  CHECK(shutdown(client, SHUT_WR) == 0 && recv(server, buffer, 1, 0) == 0);
  struct timeval time = {0, 1000}, got = {0};
  socklen_t time_length = sizeof got;
  CHECK(fcntl(client, F_SETFL, 0) == 0);
  CHECK(setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time) == 0);
  CHECK(getsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &got, &time_length) == 0 && got.tv_usec >= 1000);
  FAILS(recv(client, buffer, 1, 0), EAGAIN);
  close(client), close(server), close(listener);
}

static void datagrams(void) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}, from;
  socklen_t length = sizeof to;
  char buffer[4];
  int receiver = socket(AF_INET, SOCK_DGRAM, 0);
  int sender = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
  CHECK(bind(receiver, (struct sockaddr *)&to, length) == 0);
  CHECK(getsockname(receiver, (struct sockaddr *)&to, &length) == 0);
  CHECK(sendto(sender, "datagram", 8, 0, (struct sockaddr *)&to, length) == 8);
  CHECK(recvfrom(receiver, buffer, 4, MSG_TRUNC, (struct sockaddr *)&from, &length) == 8);
  CHECK(memcmp(buffer, "data", 4) == 0 && from.sin_addr.s_addr == htonl(INADDR_LOOPBACK) && length == sizeof from);

  struct iovec parts[] = {{"ab", 2}, {"cdef", 4}};
  struct msghdr message = {.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = parts, .msg_iovlen = 2};
  CHECK(sendmsg(sender, &message, INT_MIN) == -1 && errno == EINVAL);
  CHECK(sendmsg(sender, &message, 0) == 6);
  char first[2], second[2];
  struct iovec room[] = {{first, 2}, {second, 2}};
  message = (struct msghdr){.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = room, .msg_iovlen = 2};
  CHECK(recvmsg(receiver, &message, 0) == 4 && message.msg_flags == MSG_TRUNC && message.msg_namelen == sizeof from);
  CHECK(memcmp(first, "ab", 2) == 0 && memcmp(second, "cd", 2) == 0);
  close(receiver), close(sender);
}

static void rights(void) {
  int pair[2], passed[2];
  char byte = 'x';
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, passed);
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(2 * sizeof(int))];
  struct iovec part = {&byte, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  *header = (struct cmsghdr){CMSG_LEN(sizeof passed), SOL_SOCKET, SCM_RIGHTS};
  memcpy(CMSG_DATA(header), passed, sizeof passed);
  CHECK(sendmsg(pair[0], &message, 0) == 1);
  memset(control, 0, sizeof control);
  CHECK(recvmsg(pair[1], &message, 0) == 1 && (message.msg_flags & MSG_CTRUNC) == 0);
  header = CMSG_FIRSTHDR(&message);
  CHECK(header != NULL && header->cmsg_type == SCM_RIGHTS && header->cmsg_len == CMSG_LEN(2 * sizeof(int)));
  int received[2];
  memcpy(received, CMSG_DATA(header), sizeof received);
  CHECK(CMSG_NXTHDR(&message, header) == NULL);
  CHECK(fcntl(received[0], F_GETFL) == (O_RDWR | O_NONBLOCK));
  CHECK(fcntl(passed[0], F_SETFL, 0) == 0 && fcntl(received[0], F_GETFL) == O_RDWR);
  CHECK(received[0] != passed[0] && write(received[0], "hi", 2) == 2 && read(passed[1], control, 8) == 2);
  // Two come where there is room for one.
  message.msg_controllen = CMSG_SPACE(2 * sizeof(int));
  header = CMSG_FIRSTHDR(&message);
  *header = (struct cmsghdr){CMSG_LEN(sizeof passed), SOL_SOCKET, SCM_RIGHTS};
  memcpy(CMSG_DATA(header), passed, sizeof passed);
  CHECK(sendmsg(pair[0], &message, 0) == 1);
  message.msg_controllen = CMSG_LEN(sizeof(int));
  CHECK(recvmsg(pair[1], &message, 0) == 1 && (message.msg_flags & MSG_CTRUNC) != 0);
  CHECK(CMSG_FIRSTHDR(&message)->cmsg_len == CMSG_LEN(sizeof(int)));
  close(*(int *)CMSG_DATA(CMSG_FIRSTHDR(&message)));
  close(received[0]), close(received[1]), close(passed[0]), close(passed[1]), close(pair[0]), close(pair[1]);
}

static void waiting(void) {
  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  fd_set read_set, write_set;
  FD_ZERO(&read_set), FD_ZERO(&write_set);
  FD_SET(pair[0], &read_set), FD_SET(pair[0], &write_set), FD_SET(1, &write_set);
  CHECK(select(pair[0] + 1, &read_set, &write_set, NULL, NULL) == 2);
  CHECK(!FD_ISSET(pair[0], &read_set) && FD_ISSET(pair[0], &write_set) && FD_ISSET(1, &write_set));
  struct timeval soon = {0, 1000};
  FD_ZERO(&read_set), FD_SET(pair[0], &read_set);
  CHECK(select(pair[0] + 1, &read_set, NULL, NULL, &soon) == 0 && !FD_ISSET(pair[0], &read_set));
  struct timespec before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  CHECK(poll(NULL, 0, 20) == 0);
  clock_gettime(CLOCK_MONOTONIC, &after);
  CHECK((after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000 >= 19);
  write(pair[1], "x", 1);
  struct pollfd fds[] = {{pair[0], POLLIN | POLLOUT, 0}, {pair[1], POLLIN, 0}, {-1, POLLIN, 7}, {77, POLLIN, 0}};
  CHECK(poll(fds, 3, -1) == 1 && fds[0].revents == (POLLIN | POLLOUT) && fds[1].revents == 0 && fds[2].revents == 0);
  CHECK(poll(fds, 4, -1) == 2 && fds[3].revents == POLLNVAL);
  // The standard input has nothing, and does not end.
  struct pollfd input[] = {{0, POLLIN, 0}, {pair[1], POLLIN, 0}};
  CHECK(poll(input, 1, 0) == 0 && poll(input, 1, 1) == 0 && poll(input, 2, 1) == 0);
  write(pair[0], "y", 1);
  CHECK(poll(input, 2, -1) == 1 && input[0].revents == 0 && input[1].revents == POLLIN);
  close(pair[0]), close(pair[1]);
}

static void names(void) {
  char text[INET6_ADDRSTRLEN];
  struct in6_addr v6;
  struct in_addr v4;
  static const char *const same[] = {"::", "::1", "fe80::1", "2001:db8::1:0:0:1", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "1::"};
  for (unsigned i = 0; i < sizeof same / sizeof *same; i++) {
    CHECK(inet_pton(AF_INET6, same[i], &v6) == 1);
    CHECK(inet_ntop(AF_INET6, &v6, text, sizeof text) != NULL && strcmp(text, same[i]) == 0);
  }
  static const char *const wrong[] = {"", ":", ":::", "1", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::1.2.3", "1:2:3:4:5:6:7:8::", "1:", ":1"};
  for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++) CHECK(inet_pton(AF_INET6, wrong[i], &v6) == 0);
  CHECK(inet_pton(AF_INET, "127.0.0.1", &v4) == 1 && v4.s_addr == htonl(INADDR_LOOPBACK));
  CHECK(inet_pton(AF_INET, "127.1", &v4) == 0 && inet_pton(AF_INET, "01.2.3.4", &v4) == 0);
  CHECK(inet_aton("127.1", &v4) == 1 && v4.s_addr == htonl(INADDR_LOOPBACK) && inet_addr("256.1.1.1") == INADDR_NONE);
  CHECK(strcmp(inet_ntoa(v4), "127.0.0.1") == 0);

  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *found = NULL;
  CHECK(getaddrinfo("127.0.0.1", "80", &hints, &found) == 0 && found->ai_addrlen == sizeof(struct sockaddr_in));
  char host[NI_MAXHOST], service[NI_MAXSERV];
  CHECK(getnameinfo(found->ai_addr, found->ai_addrlen, host, sizeof host, service, sizeof service, NI_NUMERICSERV) == 0);
  CHECK(strcmp(host, "127.0.0.1") == 0 && strcmp(service, "80") == 0 && found->ai_next == NULL);
  freeaddrinfo(found);
  CHECK(getaddrinfo(NULL, NULL, NULL, &found) == EAI_NONAME);
  hints.ai_flags = AI_NUMERICHOST;
  CHECK(getaddrinfo("no number", NULL, &hints, &found) == EAI_NONAME);
  CHECK(strcmp(gai_strerror(EAI_NONAME), "Name or service not known") == 0);
  struct hostent *entry = gethostbyname("127.0.0.1");
  CHECK(entry != NULL && entry->h_length == 4 && memcmp(entry->h_addr, &v4, 4) == 0 && entry->h_addr_list[1] == NULL);
  struct protoent *protocol = getprotobyname("tcp");
  CHECK(protocol != NULL && protocol->p_proto == IPPROTO_TCP && getprotobyname("no such") == NULL);
  CHECK(if_nametoindex("lo") == 1 && strcmp(if_indextoname(1, host), "lo") == 0);
  CHECK(if_nametoindex("no such") == 0 && errno == ENODEV);
}

static void refusals(void) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof to;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  bind(listener, (struct sockaddr *)&to, length);
  getsockname(listener, (struct sockaddr *)&to, &length);
  int client = socket(AF_INET, SOCK_STREAM, 0);
  FAILS(connect(client, (struct sockaddr *)&to, length), ECONNREFUSED);
  FAILS(bind(client, (struct sockaddr *)&to, length), EADDRINUSE);
  FAILS(bind(client, (struct sockaddr *)&to, 4), EINVAL);
  FAILS(accept(client, NULL, NULL), EINVAL);
  FAILS(getpeername(listener, (struct sockaddr *)&to, &length), ENOTCONN);
  FAILS(getsockopt(client, SOL_SOCKET, 9999, &to, &length), ENOPROTOOPT);
  FAILS(socket(AF_INET, 77, 0), EINVAL);
  FAILS(socket(99, SOCK_STREAM, 0), EAFNOSUPPORT);
  close(client), close(listener);
}

int main(int argc, char **argv) {
  struct sockaddr_in inet = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct sockaddr_in6 inet6 = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  struct sockaddr_un local = {.sun_family = AF_UNIX};
  descriptors();
  stdio();
  tcp(AF_INET, (struct sockaddr *)&inet, sizeof inet);
  if (argc > 2) tcp(AF_INET6, (struct sockaddr *)&inet6, sizeof inet6);
  strncpy(local.sun_path, argv[1], sizeof local.sun_path - 1);
  tcp(AF_UNIX, (struct sockaddr *)&local, SUN_LEN(&local) + 1);
  datagrams();
  rights();
  waiting();
  names();
  refusals();
  // Nothing is left open: the lowest number is free again.
  CHECK(socket(AF_INET, SOCK_STREAM, 0) == 3);
  return failed;
}
