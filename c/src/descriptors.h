// Descriptors: one number space for all that has one.
#pragma once

#include "description.h"

/** More than the most sockets that a guest may have. */
#define DESCRIPTORS 8192

/** What a descriptor refers to. @returns NULL with errno EBADF if it is not open */
struct description *wasock_description(int fd);

/** The description of that serial, which `fd` most likely refers to. @returns NULL if it has been closed */
struct description *wasock_by_serial(unsigned serial, int fd);

/** A descriptor, the lowest free, for a new description. @returns -1 with errno if there is none */
int wasock_add(struct description *description);
