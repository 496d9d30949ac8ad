// What is known of the standard input.
#pragma once

/** What the last wait has found of it (POLL*). Nothing since then has read it. */
extern short wasock_input;
