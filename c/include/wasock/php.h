/*
 * PHP's socket functions for programs in C: those of the component wasock:sockets/php. Compile with `wasock cc --php`.
 *
 * Generated from wit/ and asm/constants.ts by `npm run wit`; not to be edited.
 *
 * This is another way to sockets than sys/socket.h, not to be mixed with it. PHP's names, its order of arguments, and:
 *
 * - FALSE is false, NULL or -1, by what the function returns. A failure sets the last error (socket_last_error) and has
 *   been warned of by then.
 * - An argument that PHP lets one leave out is PHP_DEFAULT, or NULL where it is a pointer.
 * - Strings are UTF-8 and end with a NUL. So the arguments of functions cannot name an abstract Unix socket; those of
 *   structs can.
 * - Data that a function receives goes where `data` points, which has room for `length` bytes. From whom it came goes to
 *   `name`, `port` (-1: there is none) or `address`, which may be NULL.
 *
 * Who owns what:
 *
 * - A php_socket, php_stream or php_address_info that a function returns is yours, and php_*_free lets go of it, which
 *   closes a socket unless a stream over it is held. socket_close and php_fclose close, and let go of nothing. Freed ones
 *   must not be used again: that ends the program.
 * - A string that a function returns is its own: it lasts until the function is called again.
 * - What `result` points to, or a php_string, is filled in where the function returns true, a number that is not -1, or
 *   nothing (void). All that it holds is yours then, allocated by malloc; the type's php_*_free frees it, and what it has
 *   of sockets and streams. One of those that is to be kept is set to NULL before.
 * - Arguments stay yours.
 */
#ifndef WASOCK_PHP_H
#define WASOCK_PHP_H

#ifdef WASOCK_SYS_SOCKET_H
#error "wasock/php.h and sys/socket.h are two ways to sockets: include one of them"
#endif

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An argument that is left out. */
#define PHP_DEFAULT INT32_MIN

/*
 * A socket: PHP's `Socket`. Dropping it closes it, unless the program still
 * has a stream over it. A socket that socket_close has closed can still be
 * passed; the function then warns.
 */
typedef struct php_socket php_socket;
void php_socket_free(php_socket *socket);

/* One way to reach a host: PHP's `AddressInfo`. */
typedef struct php_address_info php_address_info;
void php_address_info_free(php_address_info *address_info);

/*
 * A stream over a socket: PHP's `stream` resource. Dropping it closes it,
 * unless the program still has the socket under it.
 */
typedef struct php_stream php_stream;
void php_stream_free(php_stream *stream);

/* Text. What a function gives ends with a NUL that does not count. */
typedef struct php_string {
  char *data;
  size_t length;
} php_string;

/* Data. */
typedef struct php_bytes {
  char *data;
  size_t length;
} php_bytes;

typedef struct php_optional_int {
  bool is_some;
  int32_t value;
} php_optional_int;

/* The address of a socket as PHP gives it. */
typedef struct php_socket_name {
  /*
   * An IP address, the path of a Unix socket, or the name of a packet
   * socket's interface.
   */
  php_string address;
  /*
   * The port, 0 to 65535, if the family has ports. For a packet socket,
   * the interface's index.
   */
  php_optional_int port;
} php_socket_name;

typedef struct php_optional_string {
  bool is_some;
  php_string value;
} php_optional_string;

typedef struct php_optional_uint {
  bool is_some;
  uint32_t value;
} php_optional_uint;

/*
 * Where a message goes: PHP's key `name`. The family decides which of the
 * other fields count.
 */
typedef struct php_message_name {
  /* `AF_*`; the socket's by default. */
  php_optional_int family;
  /* `AF_INET`, `AF_INET6`: an address or a host's name. */
  php_optional_string addr;
  /* `AF_INET`, `AF_INET6`: 0 to 65535. */
  php_optional_int port;
  /* `AF_INET6`: `sin6_flowinfo` as it lies in memory. */
  php_optional_uint flowinfo;
  /* `AF_INET6`: the index of an interface, for link-local addresses. */
  php_optional_uint scope_id;
  /* `AF_UNIX`: a path, or a NUL and an abstract name. */
  php_optional_string path;
} php_message_name;

typedef struct php_optional_message_name {
  bool is_some;
  php_message_name value;
} php_optional_message_name;

typedef struct php_bytes_list {
  php_bytes *items;
  size_t count;
} php_bytes_list;

typedef struct php_sockets {
  php_socket **items;
  size_t count;
} php_sockets;

/*
 * Who is at the other end of a local socket (`SO_PEERCRED`), or sent a
 * message (`SCM_CREDENTIALS`).
 */
typedef struct php_credentials {
  /* Process; 0 if nobody is connected. */
  int32_t pid;
  /* User. */
  uint32_t uid;
  /* Group. */
  uint32_t gid;
} php_credentials;

/* Where a packet is to leave from: `IP_PKTINFO` and `IPV6_PKTINFO`. */
typedef struct php_packet_source {
  /* IPv6: its source. */
  php_optional_string addr;
  /* The interface's index; 0, the default, for none. */
  php_optional_uint ifindex;
  /* IPv4: its source. */
  php_optional_string spec_dst;
  /* The interface by name, which PHP takes in `ifindex`. */
  php_optional_string ifname;
} php_packet_source;

/* The data of a control message to send. Its type decides the case. */
enum {
  PHP_OUTGOING_DATA_INT,
  /* `SCM_RIGHTS`. */
  PHP_OUTGOING_DATA_SOCKETS,
  /* `SCM_CREDENTIALS`. */
  PHP_OUTGOING_DATA_CREDENTIALS,
  PHP_OUTGOING_DATA_PKTINFO,
};
typedef struct php_outgoing_data {
  uint8_t tag;
  union {
    int32_t int_;
    php_sockets sockets;
    php_credentials credentials;
    php_packet_source pktinfo;
  };
} php_outgoing_data;

/* A control message to send. See cmsg(3). */
typedef struct php_outgoing_control {
  /* `SOL_SOCKET`, `IPPROTO_IP`, `IPPROTO_IPV6`, `SOL_UDP`. */
  int32_t level;
  /* `SCM_*`, `IP_*`, `IPV6_*`, `UDP_SEGMENT`. */
  int32_t type;
  php_outgoing_data data;
} php_outgoing_control;

typedef struct php_outgoing_controls {
  php_outgoing_control *items;
  size_t count;
} php_outgoing_controls;

typedef struct php_optional_outgoing_controls {
  bool is_some;
  php_outgoing_controls value;
} php_optional_outgoing_controls;

/* The array of socket_sendmsg. */
typedef struct php_outgoing_message {
  /* Where to; by default to the socket's peer. */
  php_optional_message_name name;
  /* The data, gathered in this order. */
  php_bytes_list iov;
  php_optional_outgoing_controls control;
} php_outgoing_message;

/* What socket_recvmsg makes room for: its array before the call. */
typedef struct php_message_room {
  /* Given if the sender is to be named. */
  php_optional_message_name name;
  /* Room for data in bytes; 8192 by default. */
  php_optional_int buffer_size;
  /*
   * Room for control data in bytes, at least 1: PHP requires it. See
   * socket_cmsg_space.
   */
  php_optional_int controllen;
} php_message_room;

/*
 * Where a message came from. The family decides which of the other fields
 * are there.
 */
typedef struct php_message_sender {
  /* `AF_*`. */
  int32_t family;
  /* `AF_INET`, `AF_INET6`: the address. */
  php_optional_string addr;
  /* `AF_INET`, `AF_INET6`: 0 to 65535. */
  php_optional_int port;
  /* `AF_INET6`: `sin6_flowinfo` as it lies in memory. */
  php_optional_uint flowinfo;
  /* `AF_INET6`: the index of an interface, for link-local addresses. */
  php_optional_uint scope_id;
  /* `AF_UNIX`: a path, or a NUL and an abstract name. */
  php_optional_string path;
} php_message_sender;

typedef struct php_optional_message_sender {
  bool is_some;
  php_message_sender value;
} php_optional_message_sender;

/* Where a packet came in: `IP_PKTINFO` and `IPV6_PKTINFO`. */
typedef struct php_packet_info {
  /* The address that it was sent to. */
  php_optional_string addr;
  /* The interface's index. */
  uint32_t ifindex;
  /* IPv4: the local address. */
  php_optional_string spec_dst;
} php_packet_info;

/* An error from the queue (`MSG_ERRQUEUE`), see ip(7). */
typedef struct php_error_report {
  /* `SOCKET_E*`. */
  int32_t errno_;
  /* 1 local, 2 ICMP, 3 ICMPv6, 5 a zero-copy completion. */
  int32_t origin;
  /* ICMP's type. */
  int32_t type;
  /* ICMP's code. */
  int32_t code;
  /* The path MTU, or the first zero-copy send that is completed. */
  uint32_t info;
  /* The last zero-copy send that is completed. */
  uint32_t data;
  /* The node that reported it, if there is one. */
  php_optional_message_sender offender;
} php_error_report;

/* The data of a control message that was received. */
enum {
  PHP_INCOMING_DATA_INT,
  /* `SCM_RIGHTS`. */
  PHP_INCOMING_DATA_SOCKETS,
  /* `SCM_CREDENTIALS`. */
  PHP_INCOMING_DATA_CREDENTIALS,
  PHP_INCOMING_DATA_PKTINFO,
  /* `IP_RECVERR`, `IPV6_RECVERR`. */
  PHP_INCOMING_DATA_ERROR,
  /* Data without a form of its own, as the system gives it. */
  PHP_INCOMING_DATA_BYTES,
};
typedef struct php_incoming_data {
  uint8_t tag;
  union {
    int32_t int_;
    php_sockets sockets;
    php_credentials credentials;
    php_packet_info pktinfo;
    php_error_report error;
    php_bytes bytes;
  };
} php_incoming_data;

/* A control message that was received. See cmsg(3). */
typedef struct php_incoming_control {
  /* `SOL_SOCKET`, `IPPROTO_IP`, `IPPROTO_IPV6`. */
  int32_t level;
  /* `SCM_*`, `IP_*`, `IPV6_*`. */
  int32_t type;
  php_incoming_data data;
} php_incoming_control;

typedef struct php_incoming_controls {
  php_incoming_control *items;
  size_t count;
} php_incoming_controls;

/* What socket_recvmsg received: its result, and its array after the call. */
typedef struct php_incoming_message {
  /* How long the message was, in bytes. */
  uint32_t length;
  /* The sender, if the caller asked for it and there is one. */
  php_optional_message_sender name;
  /* The data in one part, or no part if no bytes came. */
  php_bytes_list iov;
  php_incoming_controls control;
  /* What the system says about it: `MSG_*`. */
  int32_t flags;
} php_incoming_message;

typedef struct php_uints {
  uint32_t *items;
  size_t count;
} php_uints;

/* What is ready. */
typedef struct php_selection {
  /* How many: PHP's result. One that is twice in a list counts once. */
  uint32_t count;
  /* The positions in the list that are ready, ascending, from 0. */
  php_uints read;
  php_uints write;
  php_uints except;
} php_selection;

/* The array of `SO_LINGER`. */
typedef struct php_linger {
  /* 0: closing does not wait. */
  int32_t l_onoff;
  /*
   * Seconds that closing may wait for unsent data, 0 to 65535; 0 resets
   * the connection.
   */
  int32_t l_linger;
} php_linger;

/* The array of `SO_RCVTIMEO` and `SO_SNDTIMEO`; both 0 mean no limit. */
typedef struct php_timeval {
  /* Seconds. */
  int32_t sec;
  /* Microseconds, 0 to 999999. */
  int32_t usec;
} php_timeval;

/* A network interface. */
enum {
  /* 0: the routing table's choice. */
  PHP_NETWORK_INTERFACE_INDEX,
  PHP_NETWORK_INTERFACE_NAME,
};
typedef struct php_network_interface {
  uint8_t tag;
  union {
    int32_t index;
    php_string name;
  };
} php_network_interface;

/* The array of `MCAST_JOIN_GROUP` and `MCAST_LEAVE_GROUP`. */
typedef struct php_group_request {
  /* A multicast address, or a name that has one. */
  php_string group;
  php_network_interface interface;
} php_group_request;

/* The array of the `MCAST_*` options with a source. */
typedef struct php_source_request {
  /* A multicast address, or a name that has one. */
  php_string group;
  php_network_interface interface;
  /* The address of a sender to the group. */
  php_string source;
} php_source_request;

/* A value to set an option to. The option decides the case. */
enum {
  PHP_OPTION_VALUE_INT,
  /* Numbers as text, and names. */
  PHP_OPTION_VALUE_TEXT,
  PHP_OPTION_VALUE_LINGER,
  PHP_OPTION_VALUE_TIMEVAL,
  PHP_OPTION_VALUE_GROUP,
  PHP_OPTION_VALUE_SOURCE,
};
typedef struct php_option_value {
  uint8_t tag;
  union {
    int32_t int_;
    php_string text;
    php_linger linger;
    php_timeval timeval;
    php_group_request group;
    php_source_request source;
  };
} php_option_value;

/* The array of `SO_MEMINFO`: bytes, except the last, which is packets. */
typedef struct php_mem_info {
  int32_t rmem_alloc;
  int32_t rcvbuf;
  int32_t wmem_alloc;
  int32_t sndbuf;
  int32_t fwd_alloc;
  int32_t wmem_queued;
  int32_t optmem;
  int32_t backlog;
  int32_t drops;
} php_mem_info;

/* The value of an option. The option decides the case. */
enum {
  PHP_CURRENT_VALUE_INT,
  /* `TCP_CONGESTION`, `SO_BINDTODEVICE`. */
  PHP_CURRENT_VALUE_TEXT,
  PHP_CURRENT_VALUE_LINGER,
  PHP_CURRENT_VALUE_TIMEVAL,
  /* `SO_PEERCRED`. */
  PHP_CURRENT_VALUE_CREDENTIALS,
  PHP_CURRENT_VALUE_MEMINFO,
};
typedef struct php_current_value {
  uint8_t tag;
  union {
    int32_t int_;
    php_string text;
    php_linger linger;
    php_timeval timeval;
    php_credentials credentials;
    php_mem_info meminfo;
  };
} php_current_value;

/* What to look for; not there means any. */
typedef struct php_address_info_hints {
  /* `AI_*`. */
  php_optional_int ai_flags;
  /* `AF_INET` or `AF_INET6`. */
  php_optional_int ai_family;
  /* `SOCK_*`. */
  php_optional_int ai_socktype;
  /* IANA protocol number. */
  php_optional_int ai_protocol;
} php_address_info_hints;

typedef struct php_address_infos {
  php_address_info **items;
  size_t count;
} php_address_infos;

/* The array `ai_addr`, with the fields of the family. */
typedef struct php_address_info_address {
  /* `AF_INET`: 0 to 65535. */
  php_optional_int sin_port;
  /* `AF_INET`: the address. */
  php_optional_string sin_addr;
  /* `AF_INET6`: 0 to 65535. */
  php_optional_int sin6_port;
  /* `AF_INET6`: the address, without its scope. */
  php_optional_string sin6_addr;
} php_address_info_address;

/* What socket_addrinfo_explain gives. */
typedef struct php_address_info_explained {
  /* The `AI_*` of the lookup. */
  int32_t ai_flags;
  /* `AF_INET` or `AF_INET6`. */
  int32_t ai_family;
  /* `SOCK_*`. */
  int32_t ai_socktype;
  /* IANA protocol number. */
  int32_t ai_protocol;
  /* The name's canonical form, in the first answer to `AI_CANONNAME`. */
  php_optional_string ai_canonname;
  php_address_info_address ai_addr;
} php_address_info_explained;

typedef struct php_strings {
  php_string *items;
  size_t count;
} php_strings;

typedef struct php_optional_stream {
  bool is_some;
  php_stream *value;
} php_optional_stream;

/* The result of opening a stream. */
typedef struct php_opened_stream {
  /* Not there is PHP's `false`. */
  php_optional_stream stream;
  /* PHP's `$error_code`. */
  int32_t error_code;
  /* PHP's `$error_message`. */
  php_string error_message;
} php_opened_stream;

/* What stream_socket_accept took. */
typedef struct php_accepted_stream {
  php_stream *stream;
  /* The other side: `127.0.0.1:80`, `[::1]:80`, or a path. */
  php_string peer_name;
} php_accepted_stream;

/* What is known of a stream. */
typedef struct php_stream_meta_data {
  /* Whether the last operation that had to wait ran out of time. */
  bool timed_out;
  /* Whether operations wait. */
  bool blocked;
  /* Whether reading has come to the end of what the other side sent. */
  bool eof;
  /*
   * `tcp_socket`, `udp_socket`, `unix_socket`, `udg_socket`, or
   * `generic_socket`.
   */
  php_string stream_type;
  /* Always `r+`. */
  php_string mode;
  /* How many bytes have been read ahead. */
  uint32_t unread_bytes;
  /* Always `false`. */
  bool seekable;
} php_stream_meta_data;

/* The text of a literal, or of another string of C. */
static inline php_string php_text(const char *text) {
  return (php_string){(char *)text, strlen(text)};
}

static inline php_outgoing_data php_outgoing_data_int(int32_t value) {
  return (php_outgoing_data){.tag = PHP_OUTGOING_DATA_INT, .int_ = value};
}

static inline php_outgoing_data php_outgoing_data_sockets(php_sockets value) {
  return (php_outgoing_data){.tag = PHP_OUTGOING_DATA_SOCKETS, .sockets = value};
}

static inline php_outgoing_data php_outgoing_data_credentials(php_credentials value) {
  return (php_outgoing_data){.tag = PHP_OUTGOING_DATA_CREDENTIALS, .credentials = value};
}

static inline php_outgoing_data php_outgoing_data_pktinfo(php_packet_source value) {
  return (php_outgoing_data){.tag = PHP_OUTGOING_DATA_PKTINFO, .pktinfo = value};
}

static inline php_network_interface php_network_interface_index(int32_t value) {
  return (php_network_interface){.tag = PHP_NETWORK_INTERFACE_INDEX, .index = value};
}

static inline php_network_interface php_network_interface_name(const char *value) {
  return (php_network_interface){.tag = PHP_NETWORK_INTERFACE_NAME, .name = php_text(value)};
}

static inline php_option_value php_option_value_int(int32_t value) {
  return (php_option_value){.tag = PHP_OPTION_VALUE_INT, .int_ = value};
}

static inline php_option_value php_option_value_text(const char *value) {
  return (php_option_value){.tag = PHP_OPTION_VALUE_TEXT, .text = php_text(value)};
}

static inline php_option_value php_option_value_linger(php_linger value) {
  return (php_option_value){.tag = PHP_OPTION_VALUE_LINGER, .linger = value};
}

static inline php_option_value php_option_value_timeval(php_timeval value) {
  return (php_option_value){.tag = PHP_OPTION_VALUE_TIMEVAL, .timeval = value};
}

static inline php_option_value php_option_value_group(php_group_request value) {
  return (php_option_value){.tag = PHP_OPTION_VALUE_GROUP, .group = value};
}

static inline php_option_value php_option_value_source(php_source_request value) {
  return (php_option_value){.tag = PHP_OPTION_VALUE_SOURCE, .source = value};
}

void php_string_free(php_string *result);
void php_socket_name_free(php_socket_name *result);
void php_incoming_message_free(php_incoming_message *result);
void php_selection_free(php_selection *result);
void php_current_value_free(php_current_value *result);
void php_address_infos_free(php_address_infos *result);
void php_address_info_explained_free(php_address_info_explained *result);
void php_strings_free(php_strings *result);
void php_opened_stream_free(php_opened_stream *result);
void php_accepted_stream_free(php_accepted_stream *result);
void php_stream_meta_data_free(php_stream_meta_data *result);

/*
 * Makes a socket. An unknown domain or type warns, and makes a socket of
 * `AF_INET` or `SOCK_STREAM`. PHP's `socket_create`.
 */
php_socket *socket_create(int32_t domain, int32_t type, int32_t protocol);

/* Makes two connected sockets. PHP's `socket_create_pair`. */
bool socket_create_pair(int32_t domain, int32_t type, int32_t protocol, php_socket *pair[2]);

/*
 * Makes a socket that listens on a port of every IPv4 address of the
 * machine. With port 0 the system chooses one. `backlog` is 128 by default.
 * PHP's `socket_create_listen`.
 */
php_socket *socket_create_listen(int32_t port, int32_t backlog);

/* Closes a socket. PHP's `socket_close`. */
void socket_close(php_socket *socket);

/*
 * Gives a socket its address. For a Unix socket that is a path. For a packet
 * socket it is the name of an interface (`""`: all). For others it is an IP
 * address or a host's name, and a port, 0 (any) by default.
 * PHP's `socket_bind`.
 */
bool socket_bind(php_socket *socket, const char *address, int32_t port);

/*
 * Lets a bound socket take connections. `backlog` of them may wait, 0 by
 * default. PHP's `socket_listen`.
 */
bool socket_listen(php_socket *socket, int32_t backlog);

/*
 * Takes a connection; blocks until there is one. On a socket that does not
 * block, the result is NULL with `EAGAIN` and without a warning.
 * PHP's `socket_accept`.
 */
php_socket *socket_accept(php_socket *socket);

/*
 * Connects to the path of a Unix socket, or to an IP address or a host's
 * name, and a port; blocks until it is connected. On a socket that does not
 * block, the result is `false` with `EINPROGRESS` and without a warning, and
 * the connection is in progress. PHP's `socket_connect`.
 */
bool socket_connect(php_socket *socket, const char *address, int32_t port);

/*
 * Ends receiving (0), sending (1) or both (2, the default).
 * PHP's `socket_shutdown`.
 */
bool socket_shutdown(php_socket *socket, int32_t mode);

/* Lets operations wait for what they need. PHP's `socket_set_block`. */
bool socket_set_block(php_socket *socket);

/*
 * Lets operations fail with `EAGAIN` or `EINPROGRESS` instead of waiting.
 * PHP's `socket_set_nonblock`.
 */
bool socket_set_nonblock(php_socket *socket);

/* The address that a socket is bound to. PHP's `socket_getsockname`. */
bool socket_getsockname(php_socket *socket, php_socket_name *result);

/* The address that a socket is connected to. PHP's `socket_getpeername`. */
bool socket_getpeername(php_socket *socket, php_socket_name *result);

/*
 * Reads at most `length` bytes, or with `PHP_NORMAL_READ` (1) at most a
 * line with its end; blocks until something arrives. No bytes mean the end
 * of the stream. `mode` is `PHP_BINARY_READ` (2) by default.
 * PHP's `socket_read`.
 */
int32_t socket_read(php_socket *socket, void *data, int32_t length, int32_t mode);

/*
 * Writes the first `length` bytes, all by default. The result is how many
 * the system took. Blocks until it takes some. PHP's `socket_write`.
 */
int32_t socket_write(php_socket *socket, const void *data, int32_t length);

/*
 * Receives at most `length` bytes with flags `MSG_*`; blocks until something
 * arrives. PHP's `socket_recv`.
 */
int32_t socket_recv(php_socket *socket, void *data, int32_t length, int32_t flags);

/*
 * Sends the first `length` bytes with flags `MSG_*`. The result is how many
 * the system took. Blocks until it takes some. PHP's `socket_send`.
 */
int32_t socket_send(php_socket *socket, const void *data, int32_t length, int32_t flags);

/*
 * Receives at most `length` bytes with flags `MSG_*`, and the sender's
 * address; blocks until something arrives. PHP's `socket_recvfrom`.
 */
int32_t socket_recvfrom(php_socket *socket, void *data, int32_t length, int32_t flags, php_string *name, int32_t *port);

/*
 * Sends the first `length` bytes with flags `MSG_*` to the path of a Unix
 * socket, or to an IP address or a host's name and a port. The result is how
 * many bytes the system took. Only a Unix socket needs no port. For a packet
 * socket the port is the index of an interface, and the address does not
 * matter. Blocks until there is room. PHP's `socket_sendto`.
 */
int32_t socket_sendto(php_socket *socket, const void *data, int32_t length, int32_t flags, const char *address,
    int32_t port);

/*
 * Sends a message with flags `MSG_*`. The result is how many bytes the
 * system took. Blocks until it takes some. PHP's `socket_sendmsg`.
 */
int32_t socket_sendmsg(php_socket *socket, const php_outgoing_message *message, int32_t flags);

/*
 * Receives a message with flags `MSG_*`; blocks until there is one.
 * PHP's `socket_recvmsg`.
 */
bool socket_recvmsg(php_socket *socket, const php_message_room *message, int32_t flags, php_incoming_message *result);

/*
 * How many bytes of `controllen` a control message takes. For `SCM_RIGHTS`,
 * `num` is how many sockets it has. PHP's `socket_cmsg_space`.
 */
int32_t socket_cmsg_space(int32_t level, int32_t type, int32_t num);

/* Whether the next byte follows out-of-band data. PHP's `socket_atmark`. */
bool socket_atmark(php_socket *socket);

/*
 * Waits until sockets are ready to read or to write, or have out-of-band
 * data, at most for `seconds` and `microseconds`. Without `seconds` there is
 * no limit. false for a list is PHP's `null`. PHP's `socket_select`.
 */
bool socket_select(php_socket *const *read, size_t read_count, php_socket *const *write, size_t write_count,
    php_socket *const *except, size_t except_count, int32_t seconds, int32_t microseconds, php_selection *result);

/* Sets an option of a level. PHP's `socket_set_option`. */
bool socket_set_option(php_socket *socket, int32_t level, int32_t option, php_option_value value);

/* The value of an option of a level. PHP's `socket_get_option`. */
bool socket_get_option(php_socket *socket, int32_t level, int32_t option, php_current_value *result);

/* As socket_set_option. PHP's `socket_setopt`. */
bool socket_setopt(php_socket *socket, int32_t level, int32_t option, php_option_value value);

/* As socket_get_option. PHP's `socket_getopt`. */
bool socket_getopt(php_socket *socket, int32_t level, int32_t option, php_current_value *result);

/*
 * The number of the last error, of a socket or of any function: 0 if there
 * is none, -1 if the socket is closed. PHP's `socket_last_error`.
 */
int32_t socket_last_error(php_socket *socket);

/*
 * Clears the last error, of a socket or of all functions.
 * PHP's `socket_clear_error`.
 */
void socket_clear_error(php_socket *socket);

/* What an error number means. PHP's `socket_strerror`. */
const char *socket_strerror(int32_t error_code);

/*
 * Sets which warnings are raised, in bits of `E_*`. The result is the value
 * before. Setting 0 and then back again is PHP's `@`.
 * PHP's `error_reporting`.
 */
int32_t error_reporting(int32_t error_level);

/*
 * Looks up the ways to reach a host, at a service or port if one is given;
 * blocks until there is an answer. PHP's `socket_addrinfo_lookup`.
 */
bool socket_addrinfo_lookup(const char *host, const char *service, const php_address_info_hints *hints,
    php_address_infos *result);

/*
 * Makes a socket that is bound to the address.
 * PHP's `socket_addrinfo_bind`.
 */
php_socket *socket_addrinfo_bind(php_address_info *address);

/*
 * Makes a socket that is connected to the address; blocks until it is.
 * PHP's `socket_addrinfo_connect`.
 */
php_socket *socket_addrinfo_connect(php_address_info *address);

/* What the address consists of. PHP's `socket_addrinfo_explain`. */
void socket_addrinfo_explain(php_address_info *address, php_address_info_explained *result);

/*
 * The first IPv4 address of a host; the name itself if it is unknown.
 * PHP's php_gethostbyname.
 */
const char *php_gethostbyname(const char *hostname);

/* All IPv4 addresses of a host. PHP's gethostbynamel. */
bool gethostbynamel(const char *hostname, php_strings *result);

/* The port of a service over a protocol. PHP's php_getservbyname. */
int32_t php_getservbyname(const char *service, const char *protocol);

/* The service on a port over a protocol. PHP's php_getservbyport. */
const char *php_getservbyport(int32_t port, const char *protocol);

/* The number of a protocol. PHP's php_getprotobyname. */
int32_t php_getprotobyname(const char *protocol);

/* The name of a protocol. PHP's php_getprotobynumber. */
const char *php_getprotobynumber(int32_t protocol);

/*
 * Lets another guest of this process, whose getmypid is `process-id`,
 * import the socket once. The result is the id for the import.
 * PHP's `socket_wsaprotocol_info_export`.
 */
const char *socket_wsaprotocol_info_export(php_socket *socket, int32_t process_id);

/*
 * Imports a socket that another guest exported to this one.
 * PHP's `socket_wsaprotocol_info_import`.
 */
php_socket *socket_wsaprotocol_info_import(const char *info_id);

/*
 * Ends an export of this guest, whether or not it was imported.
 * PHP's `socket_wsaprotocol_info_release`.
 */
bool socket_wsaprotocol_info_release(const char *info_id);

/*
 * Imports a socket that the host's embedder gave to this guest by name.
 * None of PHP's functions.
 */
php_socket *socket_import_named(const char *name);

/*
 * Gives the host's embedder a socket by name. It also stays with this
 * guest. None of PHP's functions.
 */
bool socket_export_named(php_socket *socket, const char *name);

/* This guest's id. PHP's getmypid. */
int32_t getmypid(void);

/*
 * The stream over a socket's descriptor, always the same one. Closing either
 * closes both. PHP's `socket_export_stream`.
 */
php_stream *socket_export_stream(php_socket *socket);

/*
 * The socket under a stream, always the same one. Closing either closes
 * both. PHP's `socket_import_stream`.
 */
php_socket *socket_import_stream(php_stream *stream);

/*
 * Makes the stream of a server, at `tcp://127.0.0.1:80`, `udp://…`,
 * `unix:///run/x.sock` or `udg://…`. `flags` is `STREAM_SERVER_BIND` and
 * `STREAM_SERVER_LISTEN` by default; streams of datagrams need the first
 * alone. PHP's `stream_socket_server`.
 */
void stream_socket_server(const char *address, int32_t flags, php_opened_stream *result);

/*
 * Makes a stream that is connected to an address as for
 * stream_socket_server. Blocks until it is connected, at most `timeout`
 * seconds for each address of a host, 60 by default. A negative number means
 * no limit. `flags` is `STREAM_CLIENT_CONNECT` by default.
 * PHP's `stream_socket_client`.
 */
void stream_socket_client(const char *address, double timeout, int32_t flags, php_opened_stream *result);

/*
 * Takes a connection; blocks until there is one, at most for `timeout`
 * seconds, 60 by default. A negative number means no limit.
 * PHP's `stream_socket_accept`.
 */
bool stream_socket_accept(php_stream *stream, double timeout, php_accepted_stream *result);

/* Makes two connected streams. PHP's `stream_socket_pair`. */
bool stream_socket_pair(int32_t domain, int32_t type, int32_t protocol, php_stream *pair[2]);

/*
 * Waits until streams are ready to read or to write, or have out-of-band
 * data, at most for `seconds` and `microseconds`. Without `seconds` there is
 * no limit. A stream that has read ahead is ready. PHP's `stream_select`.
 */
bool stream_select(php_stream *const *read, size_t read_count, php_stream *const *write, size_t write_count,
    php_stream *const *except, size_t except_count, int32_t seconds, int32_t microseconds, php_selection *result);

/*
 * Sets whether operations wait for what they need.
 * PHP's `stream_set_blocking`.
 */
bool stream_set_blocking(php_stream *stream, bool enable);

/* As stream_set_blocking. PHP's `socket_set_blocking`. */
bool socket_set_blocking(php_stream *stream, bool enable);

/*
 * Sets how long operations wait at most. A negative time means no limit.
 * PHP's `stream_set_timeout`.
 */
bool stream_set_timeout(php_stream *stream, int32_t seconds, int32_t microseconds);

/* What is known of a stream. PHP's `stream_get_meta_data`. */
bool stream_get_meta_data(php_stream *stream, php_stream_meta_data *result);

/*
 * The address of this side of a stream, or of the other side.
 * PHP's `stream_socket_get_name`.
 */
const char *stream_socket_get_name(php_stream *stream, bool remote);

/*
 * Ends receiving (0), sending (1) or both (2).
 * PHP's `stream_socket_shutdown`.
 */
bool stream_socket_shutdown(php_stream *stream, int32_t mode);

/*
 * Sends to the peer, or to an `address` such as `127.0.0.1:80`. The result
 * is how many bytes the system took. `flags` may be `STREAM_OOB`.
 * PHP's `stream_socket_sendto`.
 */
int32_t stream_socket_sendto(php_stream *stream, const void *data, size_t length, int32_t flags, const char *address);

/*
 * Receives at most `length` bytes after what was read ahead, and the sender's
 * address. `flags` may be `STREAM_OOB` and `STREAM_PEEK`.
 * PHP's `stream_socket_recvfrom`.
 */
int32_t stream_socket_recvfrom(php_stream *stream, void *data, int32_t length, int32_t flags, php_string *address);

/*
 * Reads at most `length` bytes; blocks until something arrives. No bytes mean
 * the end of the stream, or that nothing arrived. PHP's php_fread.
 */
int32_t php_fread(php_stream *stream, void *data, int32_t length);

/*
 * Writes the first `length` bytes, all by default. The result is how many
 * the system took. PHP's php_fwrite.
 */
int32_t php_fwrite(php_stream *stream, const void *data, int32_t length);

/*
 * Reads a line with its end, or its first `length - 1` bytes; blocks until
 * they have arrived. PHP's php_fgets.
 */
int32_t php_fgets(php_stream *stream, void *data, int32_t length);

/* Whether the stream has ended and everything is read. PHP's php_feof. */
bool php_feof(php_stream *stream);

/* Closes a stream, and the socket under it. PHP's php_fclose. */
bool php_fclose(php_stream *stream);

/* Domains. */
#define AF_UNSPEC 0
#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10
#define AF_PACKET 17

/* Types. */
#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOCK_RAW 3
#define SOCK_SEQPACKET 5
#define SOCK_RDM 4
#define SOCK_DCCP 6
#define SOCK_CLOEXEC 0x80000
#define SOCK_NONBLOCK 0x800

/* A flag of the system's that PHP knows by name only. */
#define MSG_WAITFORONE 65536

/* Directions of socket_shutdown(). */
#define SHUT_RD 0
#define SHUT_WR 1
#define SHUT_RDWR 2

/* Levels, and protocols of raw sockets. */
#define SOL_TCP 6
#define SOL_UDP 17
#define SOL_UDPLITE 136
#define IPPROTO_ICMP 1
#define IPPROTO_ICMPV6 58
#define IPPROTO_RAW 255

/* Another name of SO_DETACH_FILTER. */
#define SO_DETACH_BPF 27

/* Options that join and leave groups, of IPPROTO_IP and IPPROTO_IPV6. */
#define MCAST_JOIN_GROUP 42
#define MCAST_LEAVE_GROUP 45
#define MCAST_BLOCK_SOURCE 43
#define MCAST_UNBLOCK_SOURCE 44
#define MCAST_JOIN_SOURCE_GROUP 46
#define MCAST_LEAVE_SOURCE_GROUP 47

/* Values of IP_MTU_DISCOVER. */
#define IP_PMTUDISC_DONT 0
#define IP_PMTUDISC_WANT 1
#define IP_PMTUDISC_DO 2
#define IP_PMTUDISC_PROBE 3
#define IP_PMTUDISC_INTERFACE 4
#define IP_PMTUDISC_OMIT 5

/* Protocols of AF_PACKET. */
#define ETH_P_IP 0x0800
#define ETH_P_IPV6 0x86dd
#define ETH_P_LOOP 0x0060
#define ETH_P_ALL 0x0003

#define PHP_NORMAL_READ 1
#define PHP_BINARY_READ 2

/* Hints of socket_addrinfo_lookup(). */
#define AI_PASSIVE 1
#define AI_CANONNAME 2
#define AI_NUMERICHOST 4
#define AI_V4MAPPED 8
#define AI_ALL 16
#define AI_ADDRCONFIG 32
#define AI_IDN 64
#define AI_CANONIDN 128
#define AI_NUMERICSERV 1024

/* Failures of socket_addrinfo_lookup(). */
#define EAI_BADFLAGS -1
#define EAI_NONAME -2
#define EAI_AGAIN -3
#define EAI_FAIL -4
#define EAI_NODATA -5
#define EAI_FAMILY -6
#define EAI_SOCKTYPE -7
#define EAI_SERVICE -8
#define EAI_ADDRFAMILY -9
#define EAI_SYSTEM -11
#define EAI_OVERFLOW -12
#define EAI_INPROGRESS -100
#define EAI_CANCELED -101
#define EAI_NOTCANCELED -102
#define EAI_ALLDONE -103
#define EAI_INTR -104
#define EAI_IDN_ENCODE -105

/* The longest queue of socket_listen(). */
#define SOMAXCONN 4096

/* Classic BPF, for SO_ATTACH_REUSEPORT_CBPF. */
#define SKF_AD_OFF -4096
#define SKF_AD_PROTOCOL 0
#define SKF_AD_PKTTYPE 4
#define SKF_AD_IFINDEX 8
#define SKF_AD_NLATTR 12
#define SKF_AD_NLATTR_NEST 16
#define SKF_AD_MARK 20
#define SKF_AD_QUEUE 24
#define SKF_AD_HATYPE 28
#define SKF_AD_RXHASH 32
#define SKF_AD_CPU 36
#define SKF_AD_ALU_XOR_X 40
#define SKF_AD_VLAN_TAG 44
#define SKF_AD_VLAN_TAG_PRESENT 48
#define SKF_AD_PAY_OFFSET 52
#define SKF_AD_RANDOM 56
#define SKF_AD_VLAN_TPID 60
#define SKF_AD_MAX 64

/* Levels of error_reporting(). */
#define E_WARNING 2
#define E_NOTICE 8
#define E_STRICT 2048
#define E_ALL 32767

/* Flags of stream_socket_client() and stream_socket_server(). */
#define STREAM_CLIENT_PERSISTENT 1
#define STREAM_CLIENT_ASYNC_CONNECT 2
#define STREAM_CLIENT_CONNECT 4
#define STREAM_SERVER_BIND 4
#define STREAM_SERVER_LISTEN 8

/* Directions of stream_socket_shutdown(). */
#define STREAM_SHUT_RD 0
#define STREAM_SHUT_WR 1
#define STREAM_SHUT_RDWR 2

/* Flags of stream_socket_sendto() and stream_socket_recvfrom(). */
#define STREAM_OOB 1
#define STREAM_PEEK 2

/* Domains, types and protocols of stream_socket_pair(). */
#define STREAM_PF_UNIX 1
#define STREAM_PF_INET 2
#define STREAM_PF_INET6 10
#define STREAM_SOCK_STREAM 1
#define STREAM_SOCK_DGRAM 2
#define STREAM_SOCK_RAW 3
#define STREAM_SOCK_RDM 4
#define STREAM_SOCK_SEQPACKET 5
#define STREAM_IPPROTO_IP 0
#define STREAM_IPPROTO_ICMP 1
#define STREAM_IPPROTO_TCP 6
#define STREAM_IPPROTO_UDP 17
#define STREAM_IPPROTO_RAW 255
/* Generated from wit/ and host/os/linux.ts by `npm run wit`; not to be edited.. */

/* Flags of send and receive. */
#define MSG_OOB 1
#define MSG_DONTROUTE 4
#define MSG_DONTWAIT 64
#define MSG_EOR 128
#define MSG_EOF 512
#define MSG_CONFIRM 2048
#define MSG_MORE 32768
#define MSG_ZEROCOPY 67108864
#define MSG_NOSIGNAL 16384
#define MSG_PEEK 2
#define MSG_WAITALL 256
#define MSG_TRUNC 32
#define MSG_ERRQUEUE 8192
#define MSG_CMSG_CLOEXEC 1073741824
#define MSG_CTRUNC 8

/* Levels of options. */
#define IPPROTO_IP 0
#define IPPROTO_IPV6 41
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17
#define SOL_SOCKET 1

/* Options of IPPROTO_IP. */
#define IP_TOS 1
#define IP_TTL 2
#define IP_HDRINCL 3
#define IP_PKTINFO 8
#define IP_RECVTTL 12
#define IP_RECVTOS 13
#define IP_RECVERR 11
#define IP_MTU_DISCOVER 10
#define IP_BIND_ADDRESS_NO_PORT 24
#define IP_TRANSPARENT 19
#define IP_MULTICAST_IF 32
#define IP_MULTICAST_TTL 33
#define IP_MULTICAST_LOOP 34
#define IP_MTU 14

/* Options of IPPROTO_IPV6. */
#define IPV6_V6ONLY 26
#define IPV6_UNICAST_HOPS 16
#define IPV6_MULTICAST_IF 17
#define IPV6_MULTICAST_HOPS 18
#define IPV6_MULTICAST_LOOP 19
#define IPV6_TCLASS 67
#define IPV6_RECVPKTINFO 49
#define IPV6_RECVHOPLIMIT 51
#define IPV6_RECVTCLASS 66
#define IPV6_RECVERR 25
#define IPV6_MTU_DISCOVER 23
#define IPV6_MTU 24

/* Options of IPPROTO_TCP. */
#define TCP_NODELAY 1
#define TCP_MAXSEG 2
#define TCP_CORK 3
#define TCP_KEEPIDLE 4
#define TCP_KEEPINTVL 5
#define TCP_KEEPCNT 6
#define TCP_SYNCNT 7
#define TCP_DEFER_ACCEPT 9
#define TCP_QUICKACK 12
#define TCP_CONGESTION 13
#define TCP_USER_TIMEOUT 18
#define TCP_NOTSENT_LOWAT 25
#define TCP_REPAIR 19

/* Options of IPPROTO_UDP. */
#define UDP_SEGMENT 103

/* Options of SOL_SOCKET. */
#define SO_DEBUG 1
#define SO_REUSEADDR 2
#define SO_TYPE 3
#define SO_ERROR 4
#define SO_DONTROUTE 5
#define SO_BROADCAST 6
#define SO_SNDBUF 7
#define SO_RCVBUF 8
#define SO_KEEPALIVE 9
#define SO_OOBINLINE 10
#define SO_LINGER 13
#define SO_REUSEPORT 15
#define SO_PASSCRED 16
#define SO_PEERCRED 17
#define SO_RCVLOWAT 18
#define SO_SNDLOWAT 19
#define SO_RCVTIMEO 20
#define SO_SNDTIMEO 21
#define SO_BINDTODEVICE 25
#define SO_ACCEPTCONN 30
#define SO_PROTOCOL 38
#define SO_DOMAIN 39
#define SO_MARK 36
#define SO_INCOMING_CPU 49
#define SO_MEMINFO 55
#define SO_BPF_EXTENSIONS 48
#define SO_ZEROCOPY 60
#define SO_BUSY_POLL 46
#define SO_PRIORITY 12
#define SO_ATTACH_REUSEPORT_CBPF 51
#define SO_BINDTOIFINDEX 62
#define SO_DETACH_FILTER 27
#define SO_TIMESTAMP 29
#define SO_TIMESTAMPNS 35

/* Control messages. */
#define SCM_RIGHTS 1
#define SCM_CREDENTIALS 2
#define IPV6_PKTINFO 50
#define IPV6_HOPLIMIT 52

/* Error numbers. */
#define SOCKET_EPERM 1
#define SOCKET_ENOENT 2
#define SOCKET_EINTR 4
#define SOCKET_EIO 5
#define SOCKET_ENXIO 6
#define SOCKET_E2BIG 7
#define SOCKET_EBADF 9
#define SOCKET_EAGAIN 11
#define SOCKET_EWOULDBLOCK 11
#define SOCKET_ENOMEM 12
#define SOCKET_EACCES 13
#define SOCKET_EFAULT 14
#define SOCKET_ENOTBLK 15
#define SOCKET_EBUSY 16
#define SOCKET_EEXIST 17
#define SOCKET_EXDEV 18
#define SOCKET_ENODEV 19
#define SOCKET_ENOTDIR 20
#define SOCKET_EISDIR 21
#define SOCKET_EINVAL 22
#define SOCKET_ENFILE 23
#define SOCKET_EMFILE 24
#define SOCKET_ENOTTY 25
#define SOCKET_ENOSPC 28
#define SOCKET_ESPIPE 29
#define SOCKET_EROFS 30
#define SOCKET_EMLINK 31
#define SOCKET_EPIPE 32
#define SOCKET_ENAMETOOLONG 36
#define SOCKET_ENOLCK 37
#define SOCKET_ENOSYS 38
#define SOCKET_ENOTEMPTY 39
#define SOCKET_ELOOP 40
#define SOCKET_ENOMSG 42
#define SOCKET_EIDRM 43
#define SOCKET_ECHRNG 44
#define SOCKET_EL2NSYNC 45
#define SOCKET_EL3HLT 46
#define SOCKET_EL3RST 47
#define SOCKET_ELNRNG 48
#define SOCKET_EUNATCH 49
#define SOCKET_ENOCSI 50
#define SOCKET_EL2HLT 51
#define SOCKET_EBADE 52
#define SOCKET_EBADR 53
#define SOCKET_EXFULL 54
#define SOCKET_ENOANO 55
#define SOCKET_EBADRQC 56
#define SOCKET_EBADSLT 57
#define SOCKET_ENOSTR 60
#define SOCKET_ENODATA 61
#define SOCKET_ETIME 62
#define SOCKET_ENOSR 63
#define SOCKET_ENONET 64
#define SOCKET_EREMOTE 66
#define SOCKET_ENOLINK 67
#define SOCKET_EADV 68
#define SOCKET_ESRMNT 69
#define SOCKET_ECOMM 70
#define SOCKET_EPROTO 71
#define SOCKET_EMULTIHOP 72
#define SOCKET_EBADMSG 74
#define SOCKET_ENOTUNIQ 76
#define SOCKET_EBADFD 77
#define SOCKET_EREMCHG 78
#define SOCKET_ERESTART 85
#define SOCKET_ESTRPIPE 86
#define SOCKET_EUSERS 87
#define SOCKET_ENOTSOCK 88
#define SOCKET_EDESTADDRREQ 89
#define SOCKET_EMSGSIZE 90
#define SOCKET_EPROTOTYPE 91
#define SOCKET_ENOPROTOOPT 92
#define SOCKET_EPROTONOSUPPORT 93
#define SOCKET_ESOCKTNOSUPPORT 94
#define SOCKET_EOPNOTSUPP 95
#define SOCKET_EPFNOSUPPORT 96
#define SOCKET_EAFNOSUPPORT 97
#define SOCKET_EADDRINUSE 98
#define SOCKET_EADDRNOTAVAIL 99
#define SOCKET_ENETDOWN 100
#define SOCKET_ENETUNREACH 101
#define SOCKET_ENETRESET 102
#define SOCKET_ECONNABORTED 103
#define SOCKET_ECONNRESET 104
#define SOCKET_ENOBUFS 105
#define SOCKET_EISCONN 106
#define SOCKET_ENOTCONN 107
#define SOCKET_ESHUTDOWN 108
#define SOCKET_ETOOMANYREFS 109
#define SOCKET_ETIMEDOUT 110
#define SOCKET_ECONNREFUSED 111
#define SOCKET_EHOSTDOWN 112
#define SOCKET_EHOSTUNREACH 113
#define SOCKET_EALREADY 114
#define SOCKET_EINPROGRESS 115
#define SOCKET_EISNAM 120
#define SOCKET_EREMOTEIO 121
#define SOCKET_EDQUOT 122
#define SOCKET_ENOMEDIUM 123
#define SOCKET_EMEDIUMTYPE 124

#ifdef __cplusplus
}
#endif

#endif
