// Manual: socket_create_pair(), example #2: a parent and a child talk over a pair.
//
//   npx wasock run examples/manual/socket_create_pair-2.ts --allow-fork
//
// Which of the two lines comes first is up to both, as in PHP. docs/fork.md says how a guest has processes.

import {
  AF_UNIX,
  PHP_BINARY_READ,
  SOCK_STREAM,
  Socket,
  pcntl_fork,
  socket_close,
  socket_create_pair,
  socket_last_error,
  socket_read,
  socket_strerror,
  socket_write,
} from 'wasock';
import { echo, strlen, text } from './php';

const ary: Socket[] = [];
const strone = 'Message From Parent.';
const strtwo = 'Message From Child.';

if (socket_create_pair(AF_UNIX, SOCK_STREAM, 0, ary) === false) {
  echo('socket_create_pair() failed. Reason: ' + socket_strerror(socket_last_error()));
}
const pid = pcntl_fork();
if (pid == -1) {
  echo('Could not fork Process.');
} else if (pid) {
  /*parent*/
  socket_close(ary[0]);
  if (socket_write(ary[1], strone, strlen(strone)) === -1) {
    echo('socket_write() failed. Reason: ' + socket_strerror(socket_last_error(ary[1])));
  }
  if (text(socket_read(ary[1], strlen(strtwo), PHP_BINARY_READ)) == strtwo) {
    echo('Received ' + strtwo + '\n');
  }
  socket_close(ary[1]);
} else {
  /*child*/
  socket_close(ary[1]);
  if (socket_write(ary[0], strtwo, strlen(strtwo)) === -1) {
    echo('socket_write() failed. Reason: ' + socket_strerror(socket_last_error(ary[0])));
  }
  if (text(socket_read(ary[0], strlen(strone), PHP_BINARY_READ)) == strone) {
    echo('Received ' + strone + '\n');
  }
  socket_close(ary[0]);
}
