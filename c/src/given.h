// The sockets that the program was given: sd_listen_fds_with_names(3).
#pragma once

/** Gives them descriptors, from 3 on, the first time that it is called. Nothing else may have taken those numbers before. */
void wasock_take_given(void);
