// The imports of this library: the functions of wit/host.wit, and the common forms of their results.
#pragma once

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include "generated/cases.h"
#include "generated/functions.h"
#include "generated/layouts.h"

/** A result<_, errno>, or of a bool, is read as two bytes. */
#define IS_BYTES(name) (name##_RESULT_SIZE == 2 && name##_RESULT_PAYLOAD == 1)
/** A result<u32, errno>, or of a handle, is read as two numbers. */
#define IS_NUMBERS(name) (name##_RESULT_SIZE == 8 && name##_RESULT_PAYLOAD == 4)
/** A result of a list or string is read as a byte, and a list or the error at an offset of 4. */
#define IS_LIST(name) (name##_RESULT_SIZE == 12 && name##_RESULT_PAYLOAD == 4)
_Static_assert(IS_BYTES(BIND) && IS_BYTES(LISTEN) && IS_BYTES(CONNECT) && IS_BYTES(SHUTDOWN) &&
                 IS_BYTES(SET_BLOCKING) && IS_BYTES(SET_OPTION) && IS_BYTES(UPDATE_MEMBERSHIP) && IS_BYTES(AT_MARK) &&
                 IS_BYTES(WATCH) && IS_BYTES(DISCONNECT),
               "as the WIT lays them out");
_Static_assert(IS_NUMBERS(CREATE) && IS_NUMBERS(ACCEPT) && IS_NUMBERS(SEND) && IS_NUMBERS(SEND_TO) &&
                 IS_NUMBERS(SEND_MESSAGE) && IS_NUMBERS(INTERFACE_INDEX) && IS_NUMBERS(EVENT_SET) && IS_NUMBERS(READABLE),
               "as the WIT lays them out");
_Static_assert(IS_LIST(RECEIVE) && IS_LIST(INTERFACE_NAME) && IS_LIST(LOOKUP_ADDRESS) && IS_LIST(TAKE_EVENTS), "as the WIT lays them out");
_Static_assert(PAIR_RESULT_SIZE == 12 && PAIR_RESULT_ITEM_0 == 4 && PAIR_RESULT_ITEM_1 == 8, "as the WIT lays it out");

/** wasi-libc's number of a case of the WIT's errno. */
int wasock_errno(unsigned error_case);

/** Sets errno from a case of the WIT's errno. @returns -1 */
int wasock_fail(unsigned error_case);

/** What a `result<_, errno>` says. @returns 0, or -1 with errno */
int wasock_outcome(const unsigned char result[2]);

/** What a `result<u32, errno>` says, or one of a handle. @returns the number, or -1 with errno */
int wasock_number(const int result[2]);

/** A list or string in a return area, which the host allocated by cabi_realloc: to be freed. */
struct wasock_list {
  void *start;
  uint32_t length;
};

/** Lets the next list land at `buffer`, which has room for `size` bytes. */
void wasock_land(void *buffer, size_t size);

/** The same for a list whose elements are aligned. */
void wasock_land_list(void *buffer, size_t size, size_t align);

/** Ends that: no list lands there from here on. */
void wasock_disarm(void);
