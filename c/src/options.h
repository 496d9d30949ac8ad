// Options that the library itself asks for.
#pragma once

#include "host.h"

/** The value of an option that is an integer, 0 if the socket lacks it. */
int wasock_integer_option(int handle, enum option_name name);
