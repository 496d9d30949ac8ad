// Manual: socket_create_pair(), example #1: a pair, and what is written to one socket of it read from the other.
//
//   npx wasock run examples/manual/socket_create_pair-1.ts
//
// A pair is not reachable from outside the guest, so it needs no permission. Older editions of the page have other
// programs: see the other files of this name.

import {
  AF_INET,
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
import { PHP_OS, echo, strlen, var_dump } from './php';

const sockets: Socket[] = [];

/* On Windows we need to use AF_INET */
const domain = PHP_OS.substr(0, 3).toUpperCase() == 'WIN' ? AF_INET : AF_UNIX;

/* Setup socket pair */
if (socket_create_pair(domain, SOCK_STREAM, 0, sockets) === false) {
  echo('socket_create_pair failed. Reason: ' + socket_strerror(socket_last_error()));
}
/* Send and Receive Data */
if (socket_write(sockets[0], 'ABCdef123\n', strlen('ABCdef123\n')) === -1) {
  echo('socket_write() failed. Reason: ' + socket_strerror(socket_last_error(sockets[0])));
}
const data = socket_read(sockets[1], strlen('ABCdef123\n'), PHP_BINARY_READ);
if (data === null) {
  echo('socket_read() failed. Reason: ' + socket_strerror(socket_last_error(sockets[1])));
}
var_dump(data);

/* Close sockets */
socket_close(sockets[0]);
socket_close(sockets[1]);
