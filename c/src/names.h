// What the functions of netdb.h share.
#pragma once

#include <stddef.h>
#include "host.h"

/** A copy of a string of the host, which is freed, in `room` of `size` bytes; cut if it is longer. */
char *wasock_take_text(struct wasock_list text, char *room, size_t size);
