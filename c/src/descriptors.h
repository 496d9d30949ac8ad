// Descriptors: one number space for sockets and the standard streams.
#pragma once

#include "host.h"

/** More than a guest may have sockets. */
#define DESCRIPTORS 8192

enum direction { RECEIVING, SENDING };

/** A set of descriptors to wait for: epoll.c. */
struct epoll;

/** What one or several descriptors refer to: a socket, a standard stream, or a set of epoll's. */
struct description {
  int references;
  /** No two have the same. */
  unsigned serial;
  struct epoll *epoll;
  bool socket;
  /** A socket's handle, else a descriptor of WASI. */
  int handle;
  /** SOCK_*, of a socket. */
  int type;
  /** Whether it is connecting meanwhile. */
  bool connecting;
  /** The error that looking at the socket took from it, for whoever asks next; 0 if there is none. */
  int error;
  /** How often it has been used in either direction. */
  unsigned used[2];
};

/** What a descriptor refers to. @returns NULL with errno EBADF if it is not open */
struct description *wasock_description(int fd);

/** The socket that a descriptor refers to. @returns NULL with errno EBADF or ENOTSOCK */
struct description *wasock_socket(int fd);

/** A descriptor, the lowest free, for a new socket, which is closed if there is none. @returns -1 with errno */
int wasock_add(int handle, int type);

/** As wasock_add. */
int wasock_add_epoll(struct epoll *epoll);

void wasock_free_epoll(struct epoll *epoll);

/** Begins to use a socket. @returns whether it may be used: if not, errno is an error that nobody was told before */
bool wasock_begin(struct description *socket, enum direction direction);

/** Whether a socket is in non-blocking mode, which it shares with whatever else has it. */
bool wasock_is_nonblocking(const struct description *description);

/** Sets the mode of a socket. @returns 0, or -1 with errno */
int wasock_set_nonblocking(struct description *description, bool nonblocking);
