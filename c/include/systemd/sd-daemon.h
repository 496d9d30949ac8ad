/* Sockets that the program was given: sd_listen_fds(3), sd_is_socket(3). */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/** The descriptor of the first one. */
#define SD_LISTEN_FDS_START 3

/** How many there are. @param unset_environment whether to remove the variables that say so */
int sd_listen_fds(int unset_environment);

/** The same, and their names: a list that ends with NULL. The caller frees the list, and each of it. @returns -ENOMEM */
int sd_listen_fds_with_names(int unset_environment, char ***names);

/**
 * Whether a descriptor is a socket of a family and type, 0 for any, that listens, or does not; negative if either will do.
 *
 * @returns 1, 0, or minus the errno
 */
int sd_is_socket(int fd, int family, int type, int listening);

#ifdef __cplusplus
}
#endif
