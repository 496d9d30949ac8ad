// Manual, French edition: socket_create_pair(), the second example: a parent and a child.
//
//   npx wasock run examples/manual/socket_create_pair-2-fr.ts --allow-fork

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
if (!socket_create_pair(AF_UNIX, SOCK_STREAM, 0, ary)) {
  echo(socket_strerror(socket_last_error()));
}
const pid = pcntl_fork();
if (pid == -1) {
  echo('Impossible de dupliquer le processus.');
} else if (pid) {
  /* parent */
  socket_close(ary[0]);
  if (socket_write(ary[1], strone, strlen(strone)) <= 0) {
    echo(socket_strerror(socket_last_error()));
  }
  if (text(socket_read(ary[1], strlen(strtwo), PHP_BINARY_READ)) == strtwo) {
    echo('Réception de ' + strtwo + '\n');
  }
  socket_close(ary[1]);
} else {
  /* fils */
  socket_close(ary[1]);
  if (socket_write(ary[0], strtwo, strlen(strtwo)) <= 0) {
    echo(socket_strerror(socket_last_error()));
  }
  if (text(socket_read(ary[0], strlen(strone), PHP_BINARY_READ)) == strone) {
    echo('Réception de ' + strone + '\n');
  }
  socket_close(ary[0]);
}
