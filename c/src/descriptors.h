// Descriptors: one number space for sockets and the standard streams.
#pragma once

#include "host.h"

/** More than a guest may have sockets. */
#define DESCRIPTORS 8192

/** What one or several descriptors refer to. */
struct description {
  int references;
  bool socket;
  /** A socket's handle, else a descriptor of WASI. */
  int handle;
  /** SOCK_*, of a socket. */
  int type;
  /** Whether it is connecting meanwhile. */
  bool connecting;
  /** The error that looking at the socket took from it, for whoever asks next; 0 if there is none. */
  int error;
};

/** What a descriptor refers to. @returns NULL with errno EBADF if it is not open */
struct description *wasock_description(int fd);

/** The socket that a descriptor refers to. @returns NULL with errno EBADF or ENOTSOCK */
struct description *wasock_socket(int fd);

/** A descriptor, the lowest free, for a new socket, which is closed if there is none. @returns -1 with errno */
int wasock_add(int handle, int type);

/** Whether there was an error that nobody has been told; now it is errno's. */
bool wasock_has_failed(struct description *socket);

/** Whether a socket is in non-blocking mode, which it shares with whatever else has it. */
bool wasock_is_nonblocking(const struct description *description);

/** Sets the mode of a socket. @returns 0, or -1 with errno */
int wasock_set_nonblocking(struct description *description, bool nonblocking);
