// What is behind this library: the functions of wit/host.wit, and what their results have in common.
#pragma once

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include "generated/cases.h"
#include "generated/functions.h"
#include "generated/layouts.h"

// A result<_, errno> is read as two bytes; a result<u32, errno>, or of a handle, as two numbers.
_Static_assert(BIND_RESULT_SIZE == 2 && BIND_RESULT_PAYLOAD == 1, "as the WIT lays it out");
_Static_assert(SEND_RESULT_SIZE == 8 && SEND_RESULT_PAYLOAD == 4, "as the WIT lays it out");
_Static_assert(PAIR_RESULT_SIZE == 12 && PAIR_RESULT_ITEM_0 == 4 && PAIR_RESULT_ITEM_1 == 8, "as the WIT lays it out");

/** wasi-libc's number of a case of the WIT's errno. */
int wasock_errno(unsigned error_case);

/** Sets errno from a case of the WIT's errno. @returns -1 */
int wasock_fail(unsigned error_case);

/** A list or string in a return area, which the host allocated by cabi_realloc: to be freed. */
struct wasock_list {
  void *start;
  uint32_t length;
};

/** Lets the next list land at `buffer`, which has room for `size` bytes. */
void wasock_land(void *buffer, size_t size);

/** No list lands from here on. */
void wasock_disarm(void);
