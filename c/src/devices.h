// /dev/null and /dev/urandom.
#pragma once

/** A descriptor of a device. @returns -1 with errno; -2 if the path is none */
int wasock_open_device(const char *path);
