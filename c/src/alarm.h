// The timer that ends waits.
#pragma once

#include <stdbool.h>
#include <stdint.h>

/** When it is due, by wasock_now(); 0: never. */
uint64_t wasock_alarm_due(void);

/** Raises SIGALRM if it is due. @returns whether it was */
bool wasock_ring(void);
