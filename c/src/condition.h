// What poll and FIONREAD tell of a socket: operations of its kind.
#pragma once

#include "description.h"

struct readiness wasock_look(struct description *, short events, bool conditions);
short wasock_ready(struct description *, short events, short direction);
int wasock_count_readable(struct description *, int *count);
