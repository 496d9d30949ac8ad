// Flags of C and the WIT's.
#pragma once

#include <stddef.h>

/** Flags as a set of the WIT, of which bit `i` is `table[i]`. */
int wasock_to_bits(int flags, const int *table, size_t count);
/** And back. */
int wasock_from_bits(unsigned bits, const int *table, size_t count);

/** MSG_* as send-flags. */
int wasock_send_flags(int flags);
/** MSG_* as receive-flags. */
int wasock_receive_flags(int flags);
/** And back, of message-flags. */
int wasock_message_flags(unsigned bits);
