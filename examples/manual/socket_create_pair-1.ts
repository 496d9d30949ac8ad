// The manual's first example for socket_create_pair(), line for line.
//
//   npx wasock run examples/socket-pair.ts
//
// A pair is not reachable from outside the guest, so it needs no permission.

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

const sockets: Socket[] = [];

/* A guest sees no Windows: every host has AF_UNIX */
const domain = AF_UNIX;

/* Setup socket pair */
if (socket_create_pair(domain, SOCK_STREAM, 0, sockets) === false) {
  echo('socket_create_pair failed. Reason: ' + socket_strerror(socket_last_error()));
}
/* Send and Receive Data */
if (socket_write(sockets[0], 'ABCdef123\n', 'ABCdef123\n'.length) === -1) {
  echo('socket_write() failed. Reason: ' + socket_strerror(socket_last_error(sockets[0])));
}
const data = socket_read(sockets[1], 'ABCdef123\n'.length, PHP_BINARY_READ);
if (data === null) {
  echo('socket_read() failed. Reason: ' + socket_strerror(socket_last_error(sockets[1])));
}
var_dump(data);

/* Close sockets */
socket_close(sockets[0]);
socket_close(sockets[1]);

function echo(text: string): void {
  process.stdout.write(text);
}

function var_dump(value: ArrayBuffer | null): void {
  if (value === null) return echo('bool(false)\n');
  echo('string(' + value.byteLength.toString() + ') "');
  process.stdout.write<ArrayBuffer>(value);
  echo('"\n');
}
