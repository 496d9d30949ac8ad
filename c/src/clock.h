// Time that passes, and time that is waited.
#pragma once

#include <stdint.h>

/** The monotonic clock, in microseconds. */
uint64_t wasock_now(void);

/** The time since `start`, by wasock_now(), was a wait, and no processor time. */
void wasock_waited_since(uint64_t start);
