// Facts about messages; see facts.c.
#pragma once

#include "check.h"

/** Control data of each kind but sockets, out and in. */
static void control_data(void) {
  php_socket *server = socket_create(AF_INET, SOCK_DGRAM, 0), *client = socket_create(AF_INET, SOCK_DGRAM, 0);
  php_socket_name bound;
  php_incoming_message message;
  CHECK(socket_bind(server, "127.0.0.1", 0) && socket_getsockname(server, &bound));
  CHECK(socket_set_option(server, IPPROTO_IP, IP_PKTINFO, php_option_value_int(1)));
  CHECK(socket_set_option(server, IPPROTO_IP, IP_RECVTTL, php_option_value_int(1)));
  php_packet_source source = {.spec_dst = {true, php_text("127.0.0.2")}, .ifname = {true, php_text("lo")}};
  php_outgoing_control out[] = {
      {IPPROTO_IP, IP_PKTINFO, php_outgoing_data_pktinfo(source)},
      {IPPROTO_IP, IP_TTL, php_outgoing_data_int(9)},
  };
  php_message_name to = {.addr = {true, bound.address}, .port = bound.port};
  CHECK(socket_sendmsg(client, &(php_outgoing_message){.name = {true, to}, .control = {true, {out, 2}}}, 0) == 0);
  CHECK(socket_recvmsg(server, &(php_message_room){.name = {true, {0}}, .controllen = {true, 200}}, 0, &message));
  CHECK(message.name.is_some && message.name.value.family == AF_INET && message.control.count == 2);
  IS(message.name.value.addr.value.data, "127.0.0.2");
  for (size_t i = 0; i < message.control.count; i++) {
    php_incoming_control *in = &message.control.items[i];
    if (in->type == IP_PKTINFO) IS(in->data.pktinfo.addr.value.data, "127.0.0.1");
    else CHECK(in->type == IP_TTL && in->data.tag == PHP_INCOMING_DATA_INT && in->data.int_ == 9);
  }
  php_incoming_message_free(&message), php_socket_name_free(&bound);

  php_socket *pair[2];
  socket_create_pair(AF_UNIX, SOCK_DGRAM, 0, pair);
  CHECK(socket_set_option(pair[1], SOL_SOCKET, SO_PASSCRED, php_option_value_int(1)));
  php_current_value peer;
  CHECK(socket_get_option(pair[1], SOL_SOCKET, SO_PEERCRED, &peer) && peer.tag == PHP_CURRENT_VALUE_CREDENTIALS);
  php_outgoing_control own = {SOL_SOCKET, SCM_CREDENTIALS, php_outgoing_data_credentials(peer.credentials)};
  CHECK(socket_sendmsg(pair[0], &(php_outgoing_message){.control = {true, {&own, 1}}}, 0) == 0);
  CHECK(socket_recvmsg(pair[1], &(php_message_room){.controllen = {true, 200}}, 0, &message));
  CHECK(message.control.count == 1 && message.control.items[0].data.tag == PHP_INCOMING_DATA_CREDENTIALS);
  CHECK(message.control.items[0].data.credentials.pid == peer.credentials.pid);
  php_incoming_message_free(&message);

  // An error from the queue, with who reported it.
  CHECK(socket_getsockname(server, &bound));
  CHECK(socket_set_option(client, IPPROTO_IP, IP_RECVERR, php_option_value_int(1)));
  socket_close(server);
  CHECK(socket_connect(client, bound.address.data, bound.port.value) && socket_send(client, "nobody", 6, 0) == 6);
  CHECK(socket_recvmsg(client, &(php_message_room){.controllen = {true, 200}}, MSG_ERRQUEUE, &message));
  CHECK(message.control.count == 1 && message.control.items[0].data.tag == PHP_INCOMING_DATA_ERROR);
  CHECK(message.control.items[0].data.error.errno_ == SOCKET_ECONNREFUSED);
  IS(message.control.items[0].data.error.offender.value.addr.value.data, "127.0.0.1");
  php_incoming_message_free(&message), php_socket_name_free(&bound);
  php_socket_free(server), php_socket_free(client), php_socket_free(pair[0]), php_socket_free(pair[1]);
}

static void messages(const char *directory, bool on_host) {
  php_socket *pair[2];
  php_incoming_message message;
  CHECK(socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair));
  php_bytes parts[] = {{"a", 1}, {"bc", 2}};
  php_outgoing_control rights = {SOL_SOCKET, SCM_RIGHTS, php_outgoing_data_sockets((php_sockets){pair, 2})};
  php_outgoing_message sent = {.iov = {parts, 2}, .control = {true, {&rights, 1}}};
  CHECK(socket_sendmsg(pair[0], &sent, PHP_DEFAULT) == 3);
  php_message_room room = {.controllen = {true, socket_cmsg_space(SOL_SOCKET, SCM_RIGHTS, 2)}};
  CHECK(socket_recvmsg(pair[1], &room, 0, &message) && message.length == 3 && !message.name.is_some);
  CHECK(message.iov.count == 1 && message.iov.items[0].length == 3 && memcmp(message.iov.items[0].data, "abc", 3) == 0);
  CHECK(message.control.count == 1 && message.control.items[0].data.tag == PHP_INCOMING_DATA_SOCKETS);
  php_sockets *received = &message.control.items[0].data.sockets;
  CHECK(received->count == 2);
  // The second is kept, the first goes with the message.
  php_socket *kept = received->items[1];
  received->items[1] = NULL;
  php_incoming_message_free(&message);
  CHECK(message.control.items == NULL);
  char data[10];
  CHECK(socket_write(pair[0], "z", 1) == 1 && socket_read(kept, data, 1, PHP_DEFAULT) == 1 && data[0] == 'z');
  php_socket_free(kept), php_socket_free(pair[0]), php_socket_free(pair[1]);

  // An abstract name, which only a struct can hold.
  php_socket *server = socket_create(AF_UNIX, SOCK_DGRAM, 0), *client = socket_create(AF_UNIX, SOCK_DGRAM, 0);
  char path[100];
  snprintf(path, sizeof path, "%s/server", directory);
  CHECK(socket_bind(server, path, PHP_DEFAULT));
  php_message_name to = {.family = {true, AF_UNIX}, .path = {true, {path, strlen(path)}}};
  CHECK(socket_sendmsg(client, &(php_outgoing_message){.name = {true, to}, .iov = {parts, 1}}, 0) == 1);
  CHECK(socket_recvmsg(server, &(php_message_room){.name = {true, {0}}, .controllen = {true, 1}}, 0, &message));
  CHECK(message.length == 1);
  CHECK(message.control.count == 0 && message.control.items == NULL);
  php_incoming_message_free(&message);
  php_message_name nobody = {.family = {true, AF_UNIX}, .path = {true, {"\0wasock nobody", 14}}};
  CHECK(socket_sendmsg(client, &(php_outgoing_message){.name = {true, nobody}, .iov = {parts, 1}}, 0) == -1);
  CHECK(socket_last_error(client) == SOCKET_ECONNREFUSED);
  php_socket_free(server), php_socket_free(client);
  if (on_host) control_data();
}
