// Sending and receiving.
#pragma once

#include <sys/socket.h>
#include "descriptors.h"

/** MSG_* as send-flags. */
int wasock_send_flags(int flags);
/** MSG_* as receive-flags. */
int wasock_receive_flags(int flags);

/** As recv(2), with receive-flags. */
ssize_t wasock_receive(int handle, void *buffer, size_t length, int flags);

/** As sendmsg(2). */
ssize_t wasock_send_message(struct description *socket, const struct msghdr *message, int flags);
/** As recvmsg(2). */
ssize_t wasock_receive_message(struct description *socket, struct msghdr *message, int flags);

/** As writev(2), on a socket. */
ssize_t wasock_send_parts(struct description *socket, const struct iovec *parts, int count);
/** As readv(2), on a socket. */
ssize_t wasock_receive_parts(struct description *socket, const struct iovec *parts, int count);
