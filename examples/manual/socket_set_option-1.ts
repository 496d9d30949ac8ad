// Manual: socket_set_option(), example #1: an option set, and read again.
//
//   npx wasock run examples/manual/socket_set_option-1.ts --allow-bind 127.0.0.1:1223
//
// The argument is the port to bind to.

import {
  AF_INET,
  OptionValue,
  SOCK_STREAM,
  SOL_SOCKET,
  SOL_TCP,
  SO_REUSEADDR,
  socket_bind,
  socket_create,
  socket_get_option,
  socket_last_error,
  socket_set_option,
  socket_strerror,
} from 'wasock';
import { PHP_EOL, echo, numberArgument } from './php';

const socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);

if (socket === null) {
  echo('Unable to create socket: ' + socket_strerror(socket_last_error()) + PHP_EOL);
}

if (!socket_set_option(socket!, SOL_SOCKET, SO_REUSEADDR, 1)) {
  echo('Unable to set option on socket: ' + socket_strerror(socket_last_error()) + PHP_EOL);
}

if (!socket_bind(socket!, '127.0.0.1', numberArgument(1, 1223))) {
  echo('Unable to bind socket: ' + socket_strerror(socket_last_error()) + PHP_EOL);
}

const rval: OptionValue | null = socket_get_option(socket!, SOL_SOCKET, SO_REUSEADDR);

if (rval === null) {
  echo('Unable to get socket option: ' + socket_strerror(socket_last_error()) + PHP_EOL);
} else if (rval!.int !== 0) {
  echo('SO_REUSEADDR is set on socket !' + PHP_EOL);
}
