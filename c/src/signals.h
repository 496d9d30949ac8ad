// Signals that wait because they are blocked.
#pragma once

#include <signal.h>

/** Takes the first of the set that waits. @returns its number, or 0 */
int wasock_take_signal(sigset_t set);
