// Manual, edition for PHP 4 and 5 (in English and in Chinese): socket_create_pair(), example 1: a pair, after a look
// whether a temporary socket has that name.
//
//   npx wasock run examples/manual/socket_create_pair-1-php4.ts --allow-connect 'unix:/tmp/*'
//
// A guest sees no files; whether there is a socket it learns by connecting to it, which takes the permission. Without
// it the guest takes the name for one in use, and ends.

import {
  AF_UNIX,
  PHP_BINARY_READ,
  SOCK_STREAM,
  SOCKET_ENOENT,
  Socket,
  error_reporting,
  socket_close,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_last_error,
  socket_read,
  socket_strerror,
  socket_write,
} from 'wasock';
import { die, echo, strlen, var_dump } from './php';

const sockets: Socket[] = [];
const id = uniqid('');
if (file_exists('/tmp/' + id + '.sock')) {
  die('Temporary socket already exists.');
}
/* Setup socket pair */
if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, sockets)) {
  echo(socket_strerror(socket_last_error()));
}
/* Send and Recieve Data */
if (socket_write(sockets[0], 'ABCdef123\n', strlen('ABCdef123\n')) <= 0) {
  echo(socket_strerror(socket_last_error()));
}
const data = socket_read(sockets[1], strlen('ABCdef123\n'), PHP_BINARY_READ);
if (!data) {
  echo(socket_strerror(socket_last_error()));
}
var_dump(data);

/* Close sockets */
socket_close(sockets[0]);
socket_close(sockets[1]);

/** The time in microseconds, in hexadecimal digits. */
function uniqid(prefix: string): string {
  return prefix + (process.hrtime() / 1000).toString(16);
}

/** Whether there is a file where a socket could be, as far as a guest can tell. */
function file_exists(path: string): bool {
  const probe = socket_create(AF_UNIX, SOCK_STREAM, 0)!;
  const level = error_reporting(0);
  const connected = socket_connect(probe, path);
  error_reporting(level);
  const exists = connected || socket_last_error(probe) !== SOCKET_ENOENT;
  socket_close(probe);
  return exists;
}
