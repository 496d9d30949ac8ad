// Manual: socket_strerror(), example #1: the text of an error.
//
//   npx wasock run examples/manual/socket_strerror-1.ts
//   npx wasock run examples/manual/socket_strerror-1.ts --allow-bind 127.0.0.1:80
//
// The manual expects "Permission denied" where the script is not root's. A guest without permission to bind gets the
// same from wasock, whoever runs it; with it, what the system says.

import {
  AF_INET,
  SOCK_STREAM,
  SOL_TCP,
  Socket,
  socket_bind,
  socket_create,
  socket_last_error,
  socket_strerror,
} from 'wasock';
import { echo, silently } from './php';

let socket: Socket | null = null;
if ((socket = silently(() => socket_create(AF_INET, SOCK_STREAM, SOL_TCP))) == null) {
  echo('socket_create() failed: reason: ' + socket_strerror(socket_last_error()) + '\n');
}

if (silently(() => socket_bind(socket!, '127.0.0.1', 80)) == false) {
  echo('socket_bind() failed: reason: ' + socket_strerror(socket_last_error(socket)) + '\n');
}
