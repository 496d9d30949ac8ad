// The table of what sockets do.
#pragma once

#include "description.h"

extern const struct operations wasock_socket_operations;
