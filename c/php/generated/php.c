// The functions of wasock/php.h: each calls its import, whose results are in memory that cabi_realloc gave.
// Generated from wit/php.wit by `npm run wit`; not to be edited.
#include "../values.h"

#define IMPORT(name) __attribute__((import_module("wasock:sockets/php@0.1.0"), import_name(name)))

// What only imports take and give.
typedef struct php_optional_socket {
  bool is_some;
  php_socket *value;
} php_optional_socket;

typedef struct php_optional_socket_name {
  bool is_some;
  php_socket_name value;
} php_optional_socket_name;

typedef struct php_optional_bytes {
  bool is_some;
  php_bytes value;
} php_optional_bytes;

typedef struct php_received {
  uint32_t length;
  php_optional_bytes data;
} php_received;

typedef struct php_optional_received {
  bool is_some;
  php_received value;
} php_optional_received;

typedef struct php_received_from {
  uint32_t length;
  php_bytes data;
  php_string name;
  php_optional_int port;
} php_received_from;

typedef struct php_optional_received_from {
  bool is_some;
  php_received_from value;
} php_optional_received_from;

typedef struct php_optional_incoming_message {
  bool is_some;
  php_incoming_message value;
} php_optional_incoming_message;

typedef struct php_optional_selection {
  bool is_some;
  php_selection value;
} php_optional_selection;

typedef struct php_optional_current_value {
  bool is_some;
  php_current_value value;
} php_optional_current_value;

typedef struct php_optional_address_infos {
  bool is_some;
  php_address_infos value;
} php_optional_address_infos;

typedef struct php_optional_strings {
  bool is_some;
  php_strings value;
} php_optional_strings;

typedef struct php_optional_accepted_stream {
  bool is_some;
  php_accepted_stream value;
} php_optional_accepted_stream;

typedef struct php_optional_stream_meta_data {
  bool is_some;
  php_stream_meta_data value;
} php_optional_stream_meta_data;

typedef struct php_stream_datagram {
  php_bytes data;
  php_string address;
} php_stream_datagram;

typedef struct php_optional_stream_datagram {
  bool is_some;
  php_stream_datagram value;
} php_optional_stream_datagram;

IMPORT("[resource-drop]socket") void wasock_php_drop_socket(php_socket *);
void php_socket_free(php_socket *socket) {
  if (socket != NULL) wasock_php_drop_socket(socket);
}

static void visit_socket(php_socket **value, enum visit visit) {
  if (visit != FREE) return;
  php_socket_free(*value);
  *value = NULL;
}

IMPORT("[resource-drop]address-info") void wasock_php_drop_address_info(php_address_info *);
void php_address_info_free(php_address_info *address_info) {
  if (address_info != NULL) wasock_php_drop_address_info(address_info);
}

static void visit_address_info(php_address_info **value, enum visit visit) {
  if (visit != FREE) return;
  php_address_info_free(*value);
  *value = NULL;
}

IMPORT("[resource-drop]stream") void wasock_php_drop_stream(php_stream *);
void php_stream_free(php_stream *stream) {
  if (stream != NULL) wasock_php_drop_stream(stream);
}

static void visit_stream(php_stream **value, enum visit visit) {
  if (visit != FREE) return;
  php_stream_free(*value);
  *value = NULL;
}

static int32_t *flatten_string(const php_string *value, int32_t *flat) {
  *flat++ = (int32_t)value->data;
  *flat++ = (int32_t)value->length;
  return flat;
}

static int32_t *flatten_linger(const php_linger *value, int32_t *flat) {
  *flat++ = (int32_t)value->l_onoff;
  *flat++ = (int32_t)value->l_linger;
  return flat;
}

static int32_t *flatten_timeval(const php_timeval *value, int32_t *flat) {
  *flat++ = (int32_t)value->sec;
  *flat++ = (int32_t)value->usec;
  return flat;
}

static int32_t *flatten_network_interface(const php_network_interface *value, int32_t *flat) {
  int32_t *end = flat + 3;
  *flat++ = value->tag;
  switch (value->tag) {
    case PHP_NETWORK_INTERFACE_INDEX:
      *flat++ = (int32_t)value->index;
      break;
    case PHP_NETWORK_INTERFACE_NAME:
      flat = flatten_string(&value->name, flat);
      break;
  }
  return end;
}

static int32_t *flatten_group_request(const php_group_request *value, int32_t *flat) {
  flat = flatten_string(&value->group, flat);
  flat = flatten_network_interface(&value->interface, flat);
  return flat;
}

static int32_t *flatten_source_request(const php_source_request *value, int32_t *flat) {
  flat = flatten_string(&value->group, flat);
  flat = flatten_network_interface(&value->interface, flat);
  flat = flatten_string(&value->source, flat);
  return flat;
}

static int32_t *flatten_option_value(const php_option_value *value, int32_t *flat) {
  int32_t *end = flat + 8;
  *flat++ = value->tag;
  switch (value->tag) {
    case PHP_OPTION_VALUE_INT:
      *flat++ = (int32_t)value->int_;
      break;
    case PHP_OPTION_VALUE_TEXT:
      flat = flatten_string(&value->text, flat);
      break;
    case PHP_OPTION_VALUE_LINGER:
      flat = flatten_linger(&value->linger, flat);
      break;
    case PHP_OPTION_VALUE_TIMEVAL:
      flat = flatten_timeval(&value->timeval, flat);
      break;
    case PHP_OPTION_VALUE_GROUP:
      flat = flatten_group_request(&value->group, flat);
      break;
    case PHP_OPTION_VALUE_SOURCE:
      flat = flatten_source_request(&value->source, flat);
      break;
  }
  return end;
}

static int32_t *flatten_optional_int(const php_optional_int *value, int32_t *flat) {
  *flat++ = value->is_some;
  if (!value->is_some) return flat + 1;
  *flat++ = (int32_t)value->value;
  return flat;
}

static int32_t *flatten_address_info_hints(const php_address_info_hints *value, int32_t *flat) {
  flat = flatten_optional_int(&value->ai_flags, flat);
  flat = flatten_optional_int(&value->ai_family, flat);
  flat = flatten_optional_int(&value->ai_socktype, flat);
  flat = flatten_optional_int(&value->ai_protocol, flat);
  return flat;
}

static void visit_socket_name(php_socket_name *value, enum visit visit) {
  visit_string(&value->address, visit);
}

static void visit_optional_string(php_optional_string *value, enum visit visit) {
  if (value->is_some) visit_string(&value->value, visit);
  if (!value->is_some || visit == FREE) memset(value, 0, sizeof *value);
}

static void visit_message_sender(php_message_sender *value, enum visit visit) {
  visit_optional_string(&value->addr, visit);
  visit_optional_string(&value->path, visit);
}

static void visit_optional_message_sender(php_optional_message_sender *value, enum visit visit) {
  if (value->is_some) visit_message_sender(&value->value, visit);
  if (!value->is_some || visit == FREE) memset(value, 0, sizeof *value);
}

static void visit_bytes_list(php_bytes_list *value, enum visit visit) {
  for (size_t i = 0; i < value->count; i++) visit_bytes(&value->items[i], visit);
  visit_list((void **)&value->items, &value->count, visit);
}

static void visit_sockets(php_sockets *value, enum visit visit) {
  for (size_t i = 0; i < value->count; i++) visit_socket(&value->items[i], visit);
  visit_list((void **)&value->items, &value->count, visit);
}

static void visit_packet_info(php_packet_info *value, enum visit visit) {
  visit_optional_string(&value->addr, visit);
  visit_optional_string(&value->spec_dst, visit);
}

static void visit_error_report(php_error_report *value, enum visit visit) {
  visit_optional_message_sender(&value->offender, visit);
}

static void visit_incoming_data(php_incoming_data *value, enum visit visit) {
  switch (value->tag) {
    case PHP_INCOMING_DATA_SOCKETS:
      visit_sockets(&value->sockets, visit);
      break;
    case PHP_INCOMING_DATA_PKTINFO:
      visit_packet_info(&value->pktinfo, visit);
      break;
    case PHP_INCOMING_DATA_ERROR:
      visit_error_report(&value->error, visit);
      break;
    case PHP_INCOMING_DATA_BYTES:
      visit_bytes(&value->bytes, visit);
      break;
  }
}

static void visit_incoming_control(php_incoming_control *value, enum visit visit) {
  visit_incoming_data(&value->data, visit);
}

static void visit_incoming_controls(php_incoming_controls *value, enum visit visit) {
  for (size_t i = 0; i < value->count; i++) visit_incoming_control(&value->items[i], visit);
  visit_list((void **)&value->items, &value->count, visit);
}

static void visit_incoming_message(php_incoming_message *value, enum visit visit) {
  visit_optional_message_sender(&value->name, visit);
  visit_bytes_list(&value->iov, visit);
  visit_incoming_controls(&value->control, visit);
}

static void visit_uints(php_uints *value, enum visit visit) {
  visit_list((void **)&value->items, &value->count, visit);
}

static void visit_selection(php_selection *value, enum visit visit) {
  visit_uints(&value->read, visit);
  visit_uints(&value->write, visit);
  visit_uints(&value->except, visit);
}

static void visit_current_value(php_current_value *value, enum visit visit) {
  switch (value->tag) {
    case PHP_CURRENT_VALUE_TEXT:
      visit_string(&value->text, visit);
      break;
  }
}

static void visit_address_infos(php_address_infos *value, enum visit visit) {
  for (size_t i = 0; i < value->count; i++) visit_address_info(&value->items[i], visit);
  visit_list((void **)&value->items, &value->count, visit);
}

static void visit_address_info_address(php_address_info_address *value, enum visit visit) {
  visit_optional_string(&value->sin_addr, visit);
  visit_optional_string(&value->sin6_addr, visit);
}

static void visit_address_info_explained(php_address_info_explained *value, enum visit visit) {
  visit_optional_string(&value->ai_canonname, visit);
  visit_address_info_address(&value->ai_addr, visit);
}

static void visit_strings(php_strings *value, enum visit visit) {
  for (size_t i = 0; i < value->count; i++) visit_string(&value->items[i], visit);
  visit_list((void **)&value->items, &value->count, visit);
}

static void visit_optional_stream(php_optional_stream *value, enum visit visit) {
  if (value->is_some) visit_stream(&value->value, visit);
  if (!value->is_some || visit == FREE) memset(value, 0, sizeof *value);
}

static void visit_opened_stream(php_opened_stream *value, enum visit visit) {
  visit_optional_stream(&value->stream, visit);
  visit_string(&value->error_message, visit);
}

static void visit_accepted_stream(php_accepted_stream *value, enum visit visit) {
  visit_stream(&value->stream, visit);
  visit_string(&value->peer_name, visit);
}

static void visit_stream_meta_data(php_stream_meta_data *value, enum visit visit) {
  visit_string(&value->stream_type, visit);
  visit_string(&value->mode, visit);
}

void php_string_free(php_string *result) {
  visit_string(result, FREE);
}

void php_socket_name_free(php_socket_name *result) {
  visit_socket_name(result, FREE);
}

void php_incoming_message_free(php_incoming_message *result) {
  visit_incoming_message(result, FREE);
}

void php_selection_free(php_selection *result) {
  visit_selection(result, FREE);
}

void php_current_value_free(php_current_value *result) {
  visit_current_value(result, FREE);
}

void php_address_infos_free(php_address_infos *result) {
  visit_address_infos(result, FREE);
}

void php_address_info_explained_free(php_address_info_explained *result) {
  visit_address_info_explained(result, FREE);
}

void php_strings_free(php_strings *result) {
  visit_strings(result, FREE);
}

void php_opened_stream_free(php_opened_stream *result) {
  visit_opened_stream(result, FREE);
}

void php_accepted_stream_free(php_accepted_stream *result) {
  visit_accepted_stream(result, FREE);
}

void php_stream_meta_data_free(php_stream_meta_data *result) {
  visit_stream_meta_data(result, FREE);
}

IMPORT("socket-create") void wasock_php_socket_create(int32_t, int32_t, int32_t, void *);
php_socket *socket_create(int32_t domain, int32_t type, int32_t protocol) {
  php_optional_socket got = {0};
  wasock_php_socket_create(domain, type, protocol, &got);
  return got.is_some ? got.value : NULL;
}

IMPORT("socket-create-pair") void wasock_php_socket_create_pair(int32_t, int32_t, int32_t, void *);
bool socket_create_pair(int32_t domain, int32_t type, int32_t protocol, php_socket *pair[2]) {
  struct { bool is_some; php_socket *value[2]; } got = {0};
  wasock_php_socket_create_pair(domain, type, protocol, &got);
  if (got.is_some) memcpy(pair, got.value, sizeof got.value);
  return got.is_some;
}

IMPORT("socket-create-listen") void wasock_php_socket_create_listen(int32_t, int32_t, int32_t, void *);
php_socket *socket_create_listen(int32_t port, int32_t backlog) {
  php_optional_socket got = {0};
  wasock_php_socket_create_listen(port, backlog != PHP_DEFAULT, backlog == PHP_DEFAULT ? 0 : backlog, &got);
  return got.is_some ? got.value : NULL;
}

IMPORT("socket-close") void wasock_php_socket_close(const void *);
void socket_close(php_socket *socket) {
  wasock_php_socket_close(socket);
}

IMPORT("socket-bind") int32_t wasock_php_socket_bind(const void *, const void *, size_t, int32_t, int32_t);
bool socket_bind(php_socket *socket, const char *address, int32_t port) {
  return wasock_php_socket_bind(socket, address, strlen(address), port != PHP_DEFAULT, port == PHP_DEFAULT ? 0 : port);
}

IMPORT("socket-listen") int32_t wasock_php_socket_listen(const void *, int32_t, int32_t);
bool socket_listen(php_socket *socket, int32_t backlog) {
  return wasock_php_socket_listen(socket, backlog != PHP_DEFAULT, backlog == PHP_DEFAULT ? 0 : backlog);
}

IMPORT("socket-accept") void wasock_php_socket_accept(const void *, void *);
php_socket *socket_accept(php_socket *socket) {
  php_optional_socket got = {0};
  wasock_php_socket_accept(socket, &got);
  return got.is_some ? got.value : NULL;
}

IMPORT("socket-connect") int32_t wasock_php_socket_connect(const void *, const void *, size_t, int32_t, int32_t);
bool socket_connect(php_socket *socket, const char *address, int32_t port) {
  return wasock_php_socket_connect(socket, address, strlen(address), port != PHP_DEFAULT,
     port == PHP_DEFAULT ? 0 : port);
}

IMPORT("socket-shutdown") int32_t wasock_php_socket_shutdown(const void *, int32_t, int32_t);
bool socket_shutdown(php_socket *socket, int32_t mode) {
  return wasock_php_socket_shutdown(socket, mode != PHP_DEFAULT, mode == PHP_DEFAULT ? 0 : mode);
}

IMPORT("socket-set-block") int32_t wasock_php_socket_set_block(const void *);
bool socket_set_block(php_socket *socket) {
  return wasock_php_socket_set_block(socket);
}

IMPORT("socket-set-nonblock") int32_t wasock_php_socket_set_nonblock(const void *);
bool socket_set_nonblock(php_socket *socket) {
  return wasock_php_socket_set_nonblock(socket);
}

IMPORT("socket-getsockname") void wasock_php_socket_getsockname(const void *, void *);
bool socket_getsockname(php_socket *socket, php_socket_name *result) {
  php_optional_socket_name got = {0};
  wasock_php_socket_getsockname(socket, &got);
  if (!got.is_some) return false;
  visit_socket_name(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("socket-getpeername") void wasock_php_socket_getpeername(const void *, void *);
bool socket_getpeername(php_socket *socket, php_socket_name *result) {
  php_optional_socket_name got = {0};
  wasock_php_socket_getpeername(socket, &got);
  if (!got.is_some) return false;
  visit_socket_name(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("socket-read") void wasock_php_socket_read(const void *, int32_t, int32_t, int32_t, void *);
int32_t socket_read(php_socket *socket, void *data, int32_t length, int32_t mode) {
  php_optional_bytes got = {0};
  wasock_php_socket_read(socket, length, mode != PHP_DEFAULT, mode == PHP_DEFAULT ? 0 : mode, &got);
  if (!got.is_some) return -1;
  return give_data(data, length, got.value);
}

IMPORT("socket-write") void wasock_php_socket_write(const void *, const void *, size_t, int32_t, int32_t, void *);
int32_t socket_write(php_socket *socket, const void *data, int32_t length) {
  php_optional_uint got = {0};
  wasock_php_socket_write(socket, data, length < 0 ? 0 : length, length < 0, length < 0 ? length : 0, &got);
  return got.is_some ? (int32_t)got.value : -1;
}

IMPORT("socket-recv") void wasock_php_socket_recv(const void *, int32_t, int32_t, void *);
int32_t socket_recv(php_socket *socket, void *data, int32_t length, int32_t flags) {
  php_optional_received got = {0};
  wasock_php_socket_recv(socket, length, flags, &got);
  if (!got.is_some) return -1;
  give_data(data, length, got.value.data.is_some ? got.value.data.value : (php_bytes){0});
  return (int32_t)got.value.length;
}

IMPORT("socket-send") void wasock_php_socket_send(const void *, const void *, size_t, int32_t, int32_t, void *);
int32_t socket_send(php_socket *socket, const void *data, int32_t length, int32_t flags) {
  php_optional_uint got = {0};
  wasock_php_socket_send(socket, data, length < 0 ? 0 : length, length, flags, &got);
  return got.is_some ? (int32_t)got.value : -1;
}

IMPORT("socket-recvfrom") void wasock_php_socket_recvfrom(const void *, int32_t, int32_t, void *);
int32_t socket_recvfrom(php_socket *socket, void *data, int32_t length, int32_t flags, php_string *name,
    int32_t *port) {
  php_optional_received_from got = {0};
  wasock_php_socket_recvfrom(socket, length, flags, &got);
  if (!got.is_some) return -1;
  give_data(data, length, got.value.data);
  give_text(name, got.value.name);
  if (port != NULL) *port = got.value.port.is_some ? got.value.port.value : -1;
  return (int32_t)got.value.length;
}

IMPORT("socket-sendto") void wasock_php_socket_sendto(const void *, const void *, size_t, int32_t, int32_t,
    const void *, size_t, int32_t, int32_t, void *);
int32_t socket_sendto(php_socket *socket, const void *data, int32_t length, int32_t flags, const char *address,
    int32_t port) {
  php_optional_uint got = {0};
  wasock_php_socket_sendto(socket, data, length < 0 ? 0 : length, length, flags, address, strlen(address),
      port != PHP_DEFAULT, port == PHP_DEFAULT ? 0 : port, &got);
  return got.is_some ? (int32_t)got.value : -1;
}

IMPORT("socket-sendmsg") void wasock_php_socket_sendmsg(const void *, void *);
int32_t socket_sendmsg(php_socket *socket, const php_outgoing_message *message, int32_t flags) {
  struct { php_socket *socket; php_outgoing_message message; php_optional_int flags; } arguments = {socket, *message,
      {flags != PHP_DEFAULT, flags == PHP_DEFAULT ? 0 : flags}};
  php_optional_uint got = {0};
  wasock_php_socket_sendmsg(&arguments, &got);
  return got.is_some ? (int32_t)got.value : -1;
}

IMPORT("socket-recvmsg") void wasock_php_socket_recvmsg(const void *, void *);
bool socket_recvmsg(php_socket *socket, const php_message_room *message, int32_t flags, php_incoming_message *result) {
  struct { php_socket *socket; php_message_room message; php_optional_int flags; } arguments = {socket, *message,
      {flags != PHP_DEFAULT, flags == PHP_DEFAULT ? 0 : flags}};
  php_optional_incoming_message got = {0};
  wasock_php_socket_recvmsg(&arguments, &got);
  if (!got.is_some) return false;
  visit_incoming_message(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("socket-cmsg-space") void wasock_php_socket_cmsg_space(int32_t, int32_t, int32_t, int32_t, void *);
int32_t socket_cmsg_space(int32_t level, int32_t type, int32_t num) {
  php_optional_uint got = {0};
  wasock_php_socket_cmsg_space(level, type, num != PHP_DEFAULT, num == PHP_DEFAULT ? 0 : num, &got);
  return got.is_some ? (int32_t)got.value : -1;
}

IMPORT("socket-atmark") int32_t wasock_php_socket_atmark(const void *);
bool socket_atmark(php_socket *socket) {
  return wasock_php_socket_atmark(socket);
}

IMPORT("socket-select") void wasock_php_socket_select(int32_t, const void *, size_t, int32_t, const void *, size_t,
    int32_t, const void *, size_t, int32_t, int32_t, int32_t, int32_t, void *);
bool socket_select(php_socket *const *read, size_t read_count, php_socket *const *write, size_t write_count,
    php_socket *const *except, size_t except_count, int32_t seconds, int32_t microseconds, php_selection *result) {
  php_optional_selection got = {0};
  wasock_php_socket_select(read != NULL, read, read == NULL ? 0 : read_count, write != NULL, write,
      write == NULL ? 0 : write_count, except != NULL, except, except == NULL ? 0 : except_count,
      seconds != PHP_DEFAULT, seconds == PHP_DEFAULT ? 0 : seconds, microseconds != PHP_DEFAULT,
      microseconds == PHP_DEFAULT ? 0 : microseconds, &got);
  if (!got.is_some) return false;
  visit_selection(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("socket-set-option") int32_t wasock_php_socket_set_option(const void *, int32_t, int32_t, int32_t, int32_t,
    int32_t, int32_t, int32_t, int32_t, int32_t, int32_t);
bool socket_set_option(php_socket *socket, int32_t level, int32_t option, php_option_value value) {
  int32_t flat[8] = {0};
  flatten_option_value(&value, flat);
  return wasock_php_socket_set_option(socket, level, option, flat[0], flat[1], flat[2], flat[3], flat[4], flat[5],
      flat[6], flat[7]);
}

IMPORT("socket-get-option") void wasock_php_socket_get_option(const void *, int32_t, int32_t, void *);
bool socket_get_option(php_socket *socket, int32_t level, int32_t option, php_current_value *result) {
  php_optional_current_value got = {0};
  wasock_php_socket_get_option(socket, level, option, &got);
  if (!got.is_some) return false;
  visit_current_value(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("socket-setopt") int32_t wasock_php_socket_setopt(const void *, int32_t, int32_t, int32_t, int32_t, int32_t,
    int32_t, int32_t, int32_t, int32_t, int32_t);
bool socket_setopt(php_socket *socket, int32_t level, int32_t option, php_option_value value) {
  int32_t flat[8] = {0};
  flatten_option_value(&value, flat);
  return wasock_php_socket_setopt(socket, level, option, flat[0], flat[1], flat[2], flat[3], flat[4], flat[5], flat[6],
      flat[7]);
}

IMPORT("socket-getopt") void wasock_php_socket_getopt(const void *, int32_t, int32_t, void *);
bool socket_getopt(php_socket *socket, int32_t level, int32_t option, php_current_value *result) {
  php_optional_current_value got = {0};
  wasock_php_socket_getopt(socket, level, option, &got);
  if (!got.is_some) return false;
  visit_current_value(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("socket-last-error") int32_t wasock_php_socket_last_error(int32_t, const void *);
int32_t socket_last_error(php_socket *socket) {
  return wasock_php_socket_last_error(socket != NULL, socket);
}

IMPORT("socket-clear-error") void wasock_php_socket_clear_error(int32_t, const void *);
void socket_clear_error(php_socket *socket) {
  wasock_php_socket_clear_error(socket != NULL, socket);
}

IMPORT("socket-strerror") void wasock_php_socket_strerror(int32_t, void *);
const char *socket_strerror(int32_t error_code) {
  static php_string kept;
  php_string got = {0};
  wasock_php_socket_strerror(error_code, &got);
  return keep_text(&kept, got);
}

IMPORT("error-reporting") int32_t wasock_php_error_reporting(int32_t);
int32_t error_reporting(int32_t error_level) {
  return wasock_php_error_reporting(error_level);
}

IMPORT("socket-addrinfo-lookup") void wasock_php_socket_addrinfo_lookup(const void *, size_t, int32_t, const void *,
    size_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, void *);
bool socket_addrinfo_lookup(const char *host, const char *service, const php_address_info_hints *hints,
    php_address_infos *result) {
  int32_t flat[8] = {0};
  if (hints != NULL) flatten_address_info_hints(hints, flat);
  php_optional_address_infos got = {0};
  wasock_php_socket_addrinfo_lookup(host, strlen(host), service != NULL, service, service == NULL ? 0 : strlen(service),
      hints != NULL, flat[0], flat[1], flat[2], flat[3], flat[4], flat[5], flat[6], flat[7], &got);
  if (!got.is_some) return false;
  visit_address_infos(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("socket-addrinfo-bind") void wasock_php_socket_addrinfo_bind(const void *, void *);
php_socket *socket_addrinfo_bind(php_address_info *address) {
  php_optional_socket got = {0};
  wasock_php_socket_addrinfo_bind(address, &got);
  return got.is_some ? got.value : NULL;
}

IMPORT("socket-addrinfo-connect") void wasock_php_socket_addrinfo_connect(const void *, void *);
php_socket *socket_addrinfo_connect(php_address_info *address) {
  php_optional_socket got = {0};
  wasock_php_socket_addrinfo_connect(address, &got);
  return got.is_some ? got.value : NULL;
}

IMPORT("socket-addrinfo-explain") void wasock_php_socket_addrinfo_explain(const void *, void *);
void socket_addrinfo_explain(php_address_info *address, php_address_info_explained *result) {
  wasock_php_socket_addrinfo_explain(address, result);
  visit_address_info_explained(result, FINISH);
}

IMPORT("gethostbyname") void wasock_php_gethostbyname(const void *, size_t, void *);
const char *php_gethostbyname(const char *hostname) {
  static php_string kept;
  php_string got = {0};
  wasock_php_gethostbyname(hostname, strlen(hostname), &got);
  return keep_text(&kept, got);
}

IMPORT("gethostbynamel") void wasock_php_gethostbynamel(const void *, size_t, void *);
bool gethostbynamel(const char *hostname, php_strings *result) {
  php_optional_strings got = {0};
  wasock_php_gethostbynamel(hostname, strlen(hostname), &got);
  if (!got.is_some) return false;
  visit_strings(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("getservbyname") void wasock_php_getservbyname(const void *, size_t, const void *, size_t, void *);
int32_t php_getservbyname(const char *service, const char *protocol) {
  php_optional_int got = {0};
  wasock_php_getservbyname(service, strlen(service), protocol, strlen(protocol), &got);
  return got.is_some ? (int32_t)got.value : -1;
}

IMPORT("getservbyport") void wasock_php_getservbyport(int32_t, const void *, size_t, void *);
const char *php_getservbyport(int32_t port, const char *protocol) {
  static php_string kept;
  php_optional_string got = {0};
  wasock_php_getservbyport(port, protocol, strlen(protocol), &got);
  if (!got.is_some) return NULL;
  return keep_text(&kept, got.value);
}

IMPORT("getprotobyname") void wasock_php_getprotobyname(const void *, size_t, void *);
int32_t php_getprotobyname(const char *protocol) {
  php_optional_int got = {0};
  wasock_php_getprotobyname(protocol, strlen(protocol), &got);
  return got.is_some ? (int32_t)got.value : -1;
}

IMPORT("getprotobynumber") void wasock_php_getprotobynumber(int32_t, void *);
const char *php_getprotobynumber(int32_t protocol) {
  static php_string kept;
  php_optional_string got = {0};
  wasock_php_getprotobynumber(protocol, &got);
  if (!got.is_some) return NULL;
  return keep_text(&kept, got.value);
}

IMPORT("socket-wsaprotocol-info-export") void wasock_php_socket_wsaprotocol_info_export(const void *, int32_t, void *);
const char *socket_wsaprotocol_info_export(php_socket *socket, int32_t process_id) {
  static php_string kept;
  php_optional_string got = {0};
  wasock_php_socket_wsaprotocol_info_export(socket, process_id, &got);
  if (!got.is_some) return NULL;
  return keep_text(&kept, got.value);
}

IMPORT("socket-wsaprotocol-info-import") void wasock_php_socket_wsaprotocol_info_import(const void *, size_t, void *);
php_socket *socket_wsaprotocol_info_import(const char *info_id) {
  php_optional_socket got = {0};
  wasock_php_socket_wsaprotocol_info_import(info_id, strlen(info_id), &got);
  return got.is_some ? got.value : NULL;
}

IMPORT("socket-wsaprotocol-info-release") int32_t wasock_php_socket_wsaprotocol_info_release(const void *, size_t);
bool socket_wsaprotocol_info_release(const char *info_id) {
  return wasock_php_socket_wsaprotocol_info_release(info_id, strlen(info_id));
}

IMPORT("socket-import-named") void wasock_php_socket_import_named(const void *, size_t, void *);
php_socket *socket_import_named(const char *name) {
  php_optional_socket got = {0};
  wasock_php_socket_import_named(name, strlen(name), &got);
  return got.is_some ? got.value : NULL;
}

IMPORT("socket-export-named") int32_t wasock_php_socket_export_named(const void *, const void *, size_t);
bool socket_export_named(php_socket *socket, const char *name) {
  return wasock_php_socket_export_named(socket, name, strlen(name));
}

IMPORT("getmypid") int32_t wasock_php_getmypid(void);
int32_t getmypid(void) {
  return wasock_php_getmypid();
}

IMPORT("socket-export-stream") void wasock_php_socket_export_stream(const void *, void *);
php_stream *socket_export_stream(php_socket *socket) {
  php_optional_stream got = {0};
  wasock_php_socket_export_stream(socket, &got);
  return got.is_some ? got.value : NULL;
}

IMPORT("socket-import-stream") void wasock_php_socket_import_stream(const void *, void *);
php_socket *socket_import_stream(php_stream *stream) {
  php_optional_socket got = {0};
  wasock_php_socket_import_stream(stream, &got);
  return got.is_some ? got.value : NULL;
}

IMPORT("stream-socket-server") void wasock_php_stream_socket_server(const void *, size_t, int32_t, int32_t, void *);
void stream_socket_server(const char *address, int32_t flags, php_opened_stream *result) {
  wasock_php_stream_socket_server(address, strlen(address), flags != PHP_DEFAULT, flags == PHP_DEFAULT ? 0 : flags,
      result);
  visit_opened_stream(result, FINISH);
}

IMPORT("stream-socket-client") void wasock_php_stream_socket_client(const void *, size_t, int32_t, double, int32_t,
    int32_t, void *);
void stream_socket_client(const char *address, double timeout, int32_t flags, php_opened_stream *result) {
  wasock_php_stream_socket_client(address, strlen(address), timeout != PHP_DEFAULT,
      timeout == PHP_DEFAULT ? 0 : timeout, flags != PHP_DEFAULT, flags == PHP_DEFAULT ? 0 : flags, result);
  visit_opened_stream(result, FINISH);
}

IMPORT("stream-socket-accept") void wasock_php_stream_socket_accept(const void *, int32_t, double, void *);
bool stream_socket_accept(php_stream *stream, double timeout, php_accepted_stream *result) {
  php_optional_accepted_stream got = {0};
  wasock_php_stream_socket_accept(stream, timeout != PHP_DEFAULT, timeout == PHP_DEFAULT ? 0 : timeout, &got);
  if (!got.is_some) return false;
  visit_accepted_stream(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("stream-socket-pair") void wasock_php_stream_socket_pair(int32_t, int32_t, int32_t, void *);
bool stream_socket_pair(int32_t domain, int32_t type, int32_t protocol, php_stream *pair[2]) {
  struct { bool is_some; php_stream *value[2]; } got = {0};
  wasock_php_stream_socket_pair(domain, type, protocol, &got);
  if (got.is_some) memcpy(pair, got.value, sizeof got.value);
  return got.is_some;
}

IMPORT("stream-select") void wasock_php_stream_select(int32_t, const void *, size_t, int32_t, const void *, size_t,
    int32_t, const void *, size_t, int32_t, int32_t, int32_t, int32_t, void *);
bool stream_select(php_stream *const *read, size_t read_count, php_stream *const *write, size_t write_count,
    php_stream *const *except, size_t except_count, int32_t seconds, int32_t microseconds, php_selection *result) {
  php_optional_selection got = {0};
  wasock_php_stream_select(read != NULL, read, read == NULL ? 0 : read_count, write != NULL, write,
      write == NULL ? 0 : write_count, except != NULL, except, except == NULL ? 0 : except_count,
      seconds != PHP_DEFAULT, seconds == PHP_DEFAULT ? 0 : seconds, microseconds != PHP_DEFAULT,
      microseconds == PHP_DEFAULT ? 0 : microseconds, &got);
  if (!got.is_some) return false;
  visit_selection(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("stream-set-blocking") int32_t wasock_php_stream_set_blocking(const void *, int32_t);
bool stream_set_blocking(php_stream *stream, bool enable) {
  return wasock_php_stream_set_blocking(stream, enable);
}

IMPORT("socket-set-blocking") int32_t wasock_php_socket_set_blocking(const void *, int32_t);
bool socket_set_blocking(php_stream *stream, bool enable) {
  return wasock_php_socket_set_blocking(stream, enable);
}

IMPORT("stream-set-timeout") int32_t wasock_php_stream_set_timeout(const void *, int32_t, int32_t, int32_t);
bool stream_set_timeout(php_stream *stream, int32_t seconds, int32_t microseconds) {
  return wasock_php_stream_set_timeout(stream, seconds, microseconds != PHP_DEFAULT,
      microseconds == PHP_DEFAULT ? 0 : microseconds);
}

IMPORT("stream-get-meta-data") void wasock_php_stream_get_meta_data(const void *, void *);
bool stream_get_meta_data(php_stream *stream, php_stream_meta_data *result) {
  php_optional_stream_meta_data got = {0};
  wasock_php_stream_get_meta_data(stream, &got);
  if (!got.is_some) return false;
  visit_stream_meta_data(&got.value, FINISH);
  *result = got.value;
  return true;
}

IMPORT("stream-socket-get-name") void wasock_php_stream_socket_get_name(const void *, int32_t, void *);
const char *stream_socket_get_name(php_stream *stream, bool remote) {
  static php_string kept;
  php_optional_string got = {0};
  wasock_php_stream_socket_get_name(stream, remote, &got);
  if (!got.is_some) return NULL;
  return keep_text(&kept, got.value);
}

IMPORT("stream-socket-shutdown") int32_t wasock_php_stream_socket_shutdown(const void *, int32_t);
bool stream_socket_shutdown(php_stream *stream, int32_t mode) {
  return wasock_php_stream_socket_shutdown(stream, mode);
}

IMPORT("stream-socket-sendto") void wasock_php_stream_socket_sendto(const void *, const void *, size_t, int32_t,
    int32_t, int32_t, const void *, size_t, void *);
int32_t stream_socket_sendto(php_stream *stream, const void *data, size_t length, int32_t flags, const char *address) {
  php_optional_uint got = {0};
  wasock_php_stream_socket_sendto(stream, data, length, flags != PHP_DEFAULT, flags == PHP_DEFAULT ? 0 : flags,
      address != NULL, address, address == NULL ? 0 : strlen(address), &got);
  return got.is_some ? (int32_t)got.value : -1;
}

IMPORT("stream-socket-recvfrom") void wasock_php_stream_socket_recvfrom(const void *, int32_t, int32_t, int32_t,
    void *);
int32_t stream_socket_recvfrom(php_stream *stream, void *data, int32_t length, int32_t flags, php_string *address) {
  php_optional_stream_datagram got = {0};
  wasock_php_stream_socket_recvfrom(stream, length, flags != PHP_DEFAULT, flags == PHP_DEFAULT ? 0 : flags, &got);
  if (!got.is_some) return -1;
  int32_t received = give_data(data, length, got.value.data);
  give_text(address, got.value.address);
  return received;
}

IMPORT("fread") void wasock_php_fread(const void *, int32_t, void *);
int32_t php_fread(php_stream *stream, void *data, int32_t length) {
  php_optional_bytes got = {0};
  wasock_php_fread(stream, length, &got);
  if (!got.is_some) return -1;
  return give_data(data, length, got.value);
}

IMPORT("fwrite") void wasock_php_fwrite(const void *, const void *, size_t, int32_t, int32_t, void *);
int32_t php_fwrite(php_stream *stream, const void *data, int32_t length) {
  php_optional_uint got = {0};
  wasock_php_fwrite(stream, data, length < 0 ? 0 : length, length < 0, length < 0 ? length : 0, &got);
  return got.is_some ? (int32_t)got.value : -1;
}

IMPORT("fgets") void wasock_php_fgets(const void *, int32_t, int32_t, void *);
int32_t php_fgets(php_stream *stream, void *data, int32_t length) {
  php_optional_bytes got = {0};
  wasock_php_fgets(stream, 1, length, &got);
  if (!got.is_some) return -1;
  return give_data(data, length, got.value);
}

IMPORT("feof") int32_t wasock_php_feof(const void *);
bool php_feof(php_stream *stream) {
  return wasock_php_feof(stream);
}

IMPORT("fclose") int32_t wasock_php_fclose(const void *);
bool php_fclose(php_stream *stream) {
  return wasock_php_fclose(stream);
}

