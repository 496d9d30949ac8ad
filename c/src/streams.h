// The standard streams: what descriptors 0, 1 and 2 refer to when a program starts.
#pragma once

#include "description.h"

#define STREAMS 3

/** By their number in WASI. */
extern struct description wasock_streams[STREAMS];
