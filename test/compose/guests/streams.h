// Facts about streams; see facts.c.
#pragma once

#include "check.h"

static void streams(void) {
  php_opened_stream server, client, none;
  php_accepted_stream accepted;
  php_stream_meta_data known;
  char data[100];
  stream_socket_server("tcp://127.0.0.1:0", PHP_DEFAULT, &server);
  CHECK(server.stream.is_some && server.error_code == 0);
  IS(server.error_message.data, "");
  snprintf(data, sizeof data, "tcp://%s", stream_socket_get_name(server.stream.value, false));
  stream_socket_client(data, 2.5, PHP_DEFAULT, &client);
  CHECK(client.stream.is_some && stream_socket_accept(server.stream.value, PHP_DEFAULT, &accepted));
  IS(accepted.peer_name.data, stream_socket_get_name(client.stream.value, false));
  CHECK(php_fwrite(client.stream.value, "one\ntwo", 7) == 7);
  CHECK(php_fgets(accepted.stream, data, sizeof data) == 4 && memcmp(data, "one\n", 4) == 0);
  CHECK(stream_get_meta_data(accepted.stream, &known) && known.unread_bytes == 3 && !known.eof && known.blocked);
  CHECK(strncmp(known.stream_type.data, "tcp_socket", 10) == 0);
  php_stream_meta_data_free(&known);
  php_selection ready;
  CHECK(stream_select(&accepted.stream, 1, NULL, 0, NULL, 0, 0, 0, &ready) && ready.count == 1);
  php_selection_free(&ready);
  CHECK(php_fread(accepted.stream, data, 3) == 3 && stream_socket_shutdown(client.stream.value, 2));
  CHECK(php_fread(accepted.stream, data, 3) == 0 && php_feof(accepted.stream));
  CHECK(php_fclose(accepted.stream) && !php_fclose(accepted.stream));
  php_accepted_stream_free(&accepted), php_opened_stream_free(&server), php_opened_stream_free(&client);

  stream_socket_client("unix:///no/such/path", 1, PHP_DEFAULT, &none);
  CHECK(!none.stream.is_some && none.stream.value == NULL && none.error_code == SOCKET_ENOENT);
  IS(none.error_message.data, "No such file or directory");
  php_opened_stream_free(&none);

  php_stream *pair[2];
  CHECK(stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0, pair));
  CHECK(stream_set_blocking(pair[1], true) && socket_set_blocking(pair[1], false));
  CHECK(stream_set_timeout(pair[0], 1, PHP_DEFAULT));
  CHECK(php_fread(pair[1], data, 1) == 0);
  CHECK(stream_socket_sendto(pair[0], "datagram", 8, PHP_DEFAULT, NULL) == 8);
  php_string from;
  CHECK(stream_socket_recvfrom(pair[1], data, sizeof data, PHP_DEFAULT, &from) == 8 && from.length == 0);
  php_string_free(&from);
  php_socket *socket = socket_import_stream(pair[0]);
  php_stream *again = socket_export_stream(socket);
  CHECK(socket_write(socket, "x", 1) == 1);
  php_stream_free(again), php_socket_free(socket), php_stream_free(pair[0]), php_stream_free(pair[1]);
}
