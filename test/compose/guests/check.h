// What the facts of facts.c are checked with.
#pragma once

#include <stdlib.h>
#include <string.h>
#include <wasock/php.h>
#include "../../c/guests/check.h"

#define IS(text, wanted) CHECK(strcmp(text, wanted) == 0)
#define FALSE_FOR(call, number) CHECK(!(call)), CHECK(socket_last_error(NULL) == (number)), socket_clear_error(NULL)
