// Sending and receiving, without control messages.
#pragma once

#include <sys/socket.h>

/** As send(2), with send-flags. */
ssize_t wasock_send(int handle, const void *data, size_t length, int flags);
/** As recv(2), with receive-flags. */
ssize_t wasock_receive(int handle, void *buffer, size_t length, int flags);
/** As recvfrom(2). */
ssize_t wasock_receive_from(int handle, void *buffer, size_t length, int flags, struct sockaddr *from,
                            socklen_t *from_length);
