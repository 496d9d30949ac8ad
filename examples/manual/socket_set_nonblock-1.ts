// Manual: socket_set_nonblock(), example #1: fails at once unless a connection waits just then.
//
//   npx wasock run examples/manual/socket_set_nonblock-1.ts --allow-bind 0.0.0.0:1223
//
// The argument is the port to listen on.

import { socket_accept, socket_create_listen, socket_set_nonblock } from 'wasock';
import { numberArgument } from './php';

const socket = socket_create_listen(numberArgument(1, 1223))!;
socket_set_nonblock(socket);

socket_accept(socket);
