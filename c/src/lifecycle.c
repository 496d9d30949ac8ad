// Making, binding, connecting and shutting down sockets. (close(2) is in descriptors.c.)
#include <fcntl.h>
#include <unistd.h>
#include "address.h"
#include "fail.h"
#include "given.h"
#include "socket-operations.h"
#include "sockets.h"
#include "wait.h"

enum { TYPE_MASK = 0xf };

/** Whether family and type are ones that the WIT has, and the flags known. @returns 0, or -1 with errno */
static int check(int family, int type) {
  int flags = type & ~TYPE_MASK & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  int kind = type & TYPE_MASK;
  if (wasock_family_case(family) < 0) errno = EAFNOSUPPORT;
  else if (flags != 0 || kind < SOCK_STREAM || kind > SOCK_SEQPACKET) errno = EINVAL;
  else return 0;
  return -1;
}

static int add(int handle, int type) {
  int fd = wasock_add_socket(&wasock_socket_operations, handle, type & TYPE_MASK);
  struct description *added = fd < 0 || (type & SOCK_NONBLOCK) == 0 ? NULL : wasock_description(fd);
  if (added != NULL) added->operations->set_nonblocking(added, true);
  return fd;
}

/** As wasock_socket, also of a socket that the program was given. */
static struct socket *socket_of(int fd) {
  wasock_take_given();
  return wasock_socket(fd);
}

int socket(int family, int type, int protocol) {
  wasock_take_given();
  if (check(family, type) < 0) return -1;
  int result[2];
  host_create(wasock_family_case(family), wasock_type_case(type & TYPE_MASK), protocol, result);
  int handle = wasock_number(result);
  return handle < 0 ? -1 : add(handle, type);
}

int socketpair(int family, int type, int protocol, int fds[2]) {
  wasock_take_given();
  if (check(family, type) < 0) return -1;
  int result[3];
  host_pair(wasock_family_case(family), wasock_type_case(type & TYPE_MASK), protocol, result);
  if (*(unsigned char *)result != 0) return wasock_fail((unsigned char)result[1]);
  int first = add(result[1], type);
  if (first < 0) {
    host_drop(result[2]);
    return -1;
  }
  int second = add(result[2], type);
  if (second < 0) {
    int error = errno;
    close(first);
    errno = error;
    return -1;
  }
  fds[0] = first;
  fds[1] = second;
  return 0;
}

/** A pipe is a pair of sockets: both ends could be read and written. */
int pipe2(int fds[2], int flags) {
  return socketpair(AF_UNIX, SOCK_STREAM | ((flags & O_NONBLOCK) != 0 ? SOCK_NONBLOCK : 0), 0, fds);
}

int pipe(int fds[2]) {
  return pipe2(fds, 0);
}

int bind(int fd, const struct sockaddr *address, socklen_t length) {
  struct socket *socket = socket_of(fd);
  struct flat_address local;
  unsigned char result[2];
  if (socket == NULL || wasock_flatten_address(address, length, &local) < 0) return -1;
  host_bind(socket->base.handle, ADDRESS_ARGUMENTS(local), result);
  return wasock_outcome(result);
}

int connect(int fd, const struct sockaddr *address, socklen_t length) {
  struct socket *socket = socket_of(fd);
  struct flat_address remote;
  unsigned char result[2];
  if (socket == NULL) return -1;
  if (address != NULL && length >= sizeof(sa_family_t) && address->sa_family == AF_UNSPEC) {
    host_disconnect(socket->base.handle, result);
    return wasock_outcome(result);
  }
  if (wasock_flatten_address(address, length, &remote) < 0) return -1;
  host_connect(socket->base.handle, ADDRESS_ARGUMENTS(remote), result);
  return wasock_outcome(result);
}

int listen(int fd, int backlog) {
  struct socket *socket = socket_of(fd);
  unsigned char result[2];
  if (socket == NULL) return -1;
  host_listen(socket->base.handle, backlog, result);
  return wasock_outcome(result);
}

_Static_assert((int)SHUTDOWN_HOW_READ == SHUT_RD && (int)SHUTDOWN_HOW_WRITE == SHUT_WR &&
                 (int)SHUTDOWN_HOW_BOTH == SHUT_RDWR,
               "SHUT_* are the cases of shutdown-how");

int shutdown(int fd, int how) {
  struct socket *socket = socket_of(fd);
  unsigned char result[2];
  if (socket == NULL) return -1;
  if (how < SHUT_RD || how > SHUT_RDWR) return fail(EINVAL);
  host_shutdown(socket->base.handle, how, result);
  return wasock_outcome(result);
}

int accept4(int fd, struct sockaddr *restrict address, socklen_t *restrict length, int flags) {
  struct socket *listener = socket_of(fd);
  if (listener == NULL) return -1;
  if ((flags & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)) != 0) return fail(EINVAL);
  int result[2];
  if (wasock_await(&listener->base, 0) < 0) return -1;
  host_accept(listener->base.handle, result);
  int handle = wasock_number(result);
  if (handle < 0) return -1;
  int accepted = add(handle, listener->type | flags);
  if (accepted >= 0 && address != NULL && length != NULL && getpeername(accepted, address, length) < 0) *length = 0;
  return accepted;
}

int accept(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
  return accept4(fd, address, length, 0);
}

typedef void address_function(int socket, void *result);

static int name_of(int fd, struct sockaddr *address, socklen_t *length, address_function *of) {
  struct socket *socket = socket_of(fd);
  if (socket == NULL) return -1;
  if (address == NULL || length == NULL) return fail(EFAULT);
  _Alignas(LOCAL_ADDRESS_RESULT_ALIGNMENT) unsigned char result[LOCAL_ADDRESS_RESULT_SIZE];
  of(socket->base.handle, result);
  if (result[0] != 0) return wasock_fail(result[LOCAL_ADDRESS_RESULT_PAYLOAD]);
  struct sockaddr_storage found;
  socklen_t found_length = wasock_lift_address(result + LOCAL_ADDRESS_RESULT_PAYLOAD, &found);
  wasock_give_address(&found, found_length, address, length);
  return 0;
}

int getsockname(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
  return name_of(fd, address, length, host_local_address);
}

int getpeername(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
  return name_of(fd, address, length, host_remote_address);
}
