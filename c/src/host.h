// The core imports of wit/host.wit, in its order and with its names, lowered as the canonical ABI prescribes: a string
// or a list is an address and a length, a variant its case and its joined payload, `result` the address of a return
// area. A test compares this file with the WIT.
#pragma once

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>

#define HOST(name) __attribute__((import_module("wasock:sockets/host@0.1.0"), import_name(name)))

// socket-address as flat arguments: its case, then what its longest case needs.
#define ADDRESS_PARAMETERS int, int, int, int, int, int, int, int, int, int, int, int

HOST("[static]socket.create") void host_create(int family, int type, int protocol, void *result);
HOST("[static]socket.pair") void host_pair(int family, int type, int protocol, void *result);
HOST("[method]socket.bind") void host_bind(int socket, ADDRESS_PARAMETERS, void *result);
HOST("[method]socket.listen") void host_listen(int socket, int backlog, void *result);
HOST("[method]socket.accept") void host_accept(int socket, void *result);
HOST("[method]socket.connect") void host_connect(int socket, ADDRESS_PARAMETERS, void *result);
HOST("[method]socket.shutdown") void host_shutdown(int socket, int how, void *result);
HOST("[method]socket.send") void host_send(int socket, const void *data, size_t length, int flags, void *result);
HOST("[method]socket.send-to")
void host_send_to(int socket, const void *data, size_t length, int flags, ADDRESS_PARAMETERS, void *result);
HOST("[method]socket.receive") void host_receive(int socket, size_t length, int flags, void *result);
HOST("[method]socket.receive-from") void host_receive_from(int socket, size_t length, int flags, void *result);
HOST("[method]socket.send-message") void host_send_message(const void *parameters, void *result);
HOST("[method]socket.receive-message")
void host_receive_message(int socket, size_t length, size_t control_length, int flags, void *result);
HOST("[method]socket.local-address") void host_local_address(int socket, void *result);
HOST("[method]socket.remote-address") void host_remote_address(int socket, void *result);
HOST("[method]socket.is-blocking") int host_is_blocking(int socket);
HOST("[method]socket.set-blocking") void host_set_blocking(int socket, int blocking, void *result);
HOST("[method]socket.get-option") void host_get_option(int socket, int name, void *result);
HOST("[method]socket.set-option")
void host_set_option(int socket, int name, int value_case, int value0, int value1, int value2, void *result);
HOST("[method]socket.update-membership") void host_update_membership(const void *parameters, void *result);
HOST("[method]socket.at-mark") void host_at_mark(int socket, void *result);
HOST("[resource-drop]socket") void host_drop(int socket);
HOST("select")
void host_select(const int *read, size_t reads, const int *write, size_t writes, const int *except, size_t excepts,
                 int has_timeout, uint64_t microseconds, void *result);
HOST("lookup-address")
void host_lookup_address(int has_host, const char *host, size_t host_length, int has_service, const char *service,
                         size_t service_length, int flags, int has_family, int family, int has_type, int type,
                         int protocol, void *result);
HOST("lookup-service")
void host_lookup_service(const char *name, size_t length, const char *protocol, size_t protocol_length, void *result);
HOST("lookup-port")
void host_lookup_port(int port, const char *protocol, size_t protocol_length, void *result);
HOST("lookup-protocol") void host_lookup_protocol(const char *name, size_t length, void *result);
HOST("lookup-protocol-number") void host_lookup_protocol_number(int number, void *result);
HOST("interface-index") void host_interface_index(const char *name, size_t length, void *result);
HOST("interface-name") void host_interface_name(int index, void *result);

/** wasi-libc's number of a case of the WIT's errno. */
int wasock_errno(unsigned error_case);

/** Sets errno from a case of the WIT's errno. @returns -1 */
int wasock_fail(unsigned error_case);

/** A list or string in a return area, which the host allocated by cabi_realloc: to be freed. */
struct wasock_list {
  void *start;
  uint32_t length;
};

/** Lets the next list land at `buffer`, which has room for `size` bytes. */
void wasock_land(void *buffer, size_t size);

/** No list lands from here on. */
void wasock_disarm(void);
