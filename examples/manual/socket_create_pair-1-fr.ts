// Manual, French edition: socket_create_pair(), the example: a pair, with the errors of each step told.
//
//   npx wasock run examples/manual/socket_create_pair-1-fr.ts

import {
  AF_UNIX,
  PHP_BINARY_READ,
  SOCK_STREAM,
  Socket,
  socket_close,
  socket_create_pair,
  socket_last_error,
  socket_read,
  socket_strerror,
  socket_write,
} from 'wasock';
import { echo, strlen, var_dump } from './php';

const sockets: Socket[] = [];
/* Création de la paire de sockets */
if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, sockets)) {
  echo(socket_strerror(socket_last_error()));
}
/* Envoi et réception de données */
if (socket_write(sockets[0], 'ABCdef123\n', strlen('ABCdef123\n')) <= 0) {
  echo(socket_strerror(socket_last_error()));
}
const data = socket_read(sockets[1], strlen('ABCdef123\n'), PHP_BINARY_READ);
if (!data) {
  echo(socket_strerror(socket_last_error()));
}
var_dump(data);

/* Fermeture des sockets */
socket_close(sockets[0]);
socket_close(sockets[1]);
