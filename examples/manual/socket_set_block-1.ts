// Manual: socket_set_block(), example #1: waits until somebody connects.
//
//   npx wasock run examples/manual/socket_set_block-1.ts --allow-bind 0.0.0.0:1223
//   nc 127.0.0.1 1223
//
// The argument is the port to listen on.

import { socket_accept, socket_create_listen, socket_set_block } from 'wasock';
import { numberArgument } from './php';

const socket = socket_create_listen(numberArgument(1, 1223))!;
socket_set_block(socket);

socket_accept(socket);
