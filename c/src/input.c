#include "input.h"

short wasock_input;
