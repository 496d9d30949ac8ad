// Generated from wit/ by `npm run wit`; not to be edited.
// The core imports of the WIT, lowered as the canonical ABI prescribes: a string or a list is an address and a length,
// a variant its case and its joined payload, `result` the address of a return area.
#pragma once

#include <stddef.h>
#include <stdint.h>

#define HOST(name) __attribute__((import_module("wasock:sockets/host@0.1.0"), import_name(name)))

HOST("[static]socket.create") void host_create(int family, int type, int protocol, void *result);
HOST("[static]socket.pair") void host_pair(int family, int type, int protocol, void *result);
HOST("[static]socket.take") void host_take(const void *offer, size_t offer_length, void *result);
HOST("[static]socket.import-named") void host_import_named(const void *name, size_t name_length, void *result);
HOST("[method]socket.bind")
void host_bind(int self, int local_case, int local_0, int local_1, int local_2, int local_3, int local_4, int local_5,
    int local_6, int local_7, int local_8, int local_9, int local_10, void *result);
HOST("[method]socket.listen") void host_listen(int self, int backlog, void *result);
HOST("[method]socket.accept") void host_accept(int self, void *result);
HOST("[method]socket.connect")
void host_connect(int self, int remote_case, int remote_0, int remote_1, int remote_2, int remote_3, int remote_4,
    int remote_5, int remote_6, int remote_7, int remote_8, int remote_9, int remote_10, void *result);
HOST("[method]socket.disconnect") void host_disconnect(int self, void *result);
HOST("[method]socket.shutdown") void host_shutdown(int self, int how, void *result);
HOST("[method]socket.send") void host_send(int self, const void *data, size_t data_length, int flags, void *result);
HOST("[method]socket.send-to")
void host_send_to(int self, const void *data, size_t data_length, int flags, int remote_case, int remote_0,
    int remote_1, int remote_2, int remote_3, int remote_4, int remote_5, int remote_6, int remote_7, int remote_8,
    int remote_9, int remote_10, void *result);
HOST("[method]socket.receive") void host_receive(int self, int length, int flags, void *result);
HOST("[method]socket.receive-from") void host_receive_from(int self, int length, int flags, void *result);
HOST("[method]socket.send-message") void host_send_message(const void *parameters, void *result);
HOST("[method]socket.receive-message")
void host_receive_message(int self, int length, int control_length, int flags, void *result);
HOST("[method]socket.local-address") void host_local_address(int self, void *result);
HOST("[method]socket.remote-address") void host_remote_address(int self, void *result);
HOST("[method]socket.is-blocking") int host_is_blocking(int self);
HOST("[method]socket.set-blocking") void host_set_blocking(int self, int blocking, void *result);
HOST("[method]socket.get-option") void host_get_option(int self, int name, void *result);
HOST("[method]socket.set-option")
void host_set_option(int self, int name, int value_case, int value_0, int value_1, int value_2, void *result);
HOST("[method]socket.update-membership") void host_update_membership(const void *parameters, void *result);
HOST("[method]socket.at-mark") void host_at_mark(int self, void *result);
HOST("[method]socket.readable") void host_readable(int self, void *result);
HOST("[method]socket.offer") void host_offer(int self, int guest, void *result);
HOST("[method]socket.export-named")
void host_export_named(int self, const void *name, size_t name_length, void *result);
HOST("[static]socket.event-set") void host_event_set(void *result);
HOST("[method]socket.watch")
void host_watch(int self, int action, int member, int number, int events, int mode, uint64_t data, void *result);
HOST("[method]socket.take-events")
void host_take_events(int self, int most, int timeout_case, uint64_t timeout, void *result);
HOST("poll")
void host_poll(const void *sockets, size_t sockets_length, int input, int timeout_case, uint64_t timeout, void *result);
HOST("select")
void host_select(const void *read, size_t read_length, const void *write, size_t write_length, const void *except,
    size_t except_length, int timeout_case, uint64_t timeout, void *result);
HOST("control-space") int host_control_space(int length);
HOST("revoke") void host_revoke(const void *offer, size_t offer_length, void *result);
HOST("guest-id") int host_guest_id(void);
HOST("fork") void host_fork(void *result);
HOST("wait") void host_wait(int which, int hang, void *result);
HOST("signal") void host_signal(int which, int signal, void *result);
HOST("parent-id") int host_parent_id(void);
HOST("ended-processes") int host_ended_processes(void);
HOST("lookup-address")
void host_lookup_address(int host_case, const void *host, size_t host_length, int service_case, const void *service,
    size_t service_length, int hints_flags, int hints_family_case, int hints_family, int hints_socket_type_case,
    int hints_socket_type, int hints_protocol, void *result);
HOST("lookup-service")
void host_lookup_service(const void *name, size_t name_length, const void *protocol, size_t protocol_length,
    void *result);
HOST("lookup-port") void host_lookup_port(int port, const void *protocol, size_t protocol_length, void *result);
HOST("lookup-protocol") void host_lookup_protocol(const void *name, size_t name_length, void *result);
HOST("lookup-protocol-number") void host_lookup_protocol_number(int number, void *result);
HOST("interface-index") void host_interface_index(const void *name, size_t name_length, void *result);
HOST("interface-name") void host_interface_name(int index, void *result);
HOST("[resource-drop]socket") void host_drop(int self);
