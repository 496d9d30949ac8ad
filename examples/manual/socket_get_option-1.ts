// Manual: socket_get_option(), example #1: one option set, another one read.
//
//   npx wasock run examples/manual/socket_get_option-1.ts --allow-bind 0.0.0.0:1223
//
// The argument is the port to listen on.

import {
  Linger,
  SOL_SOCKET,
  SO_LINGER,
  SO_REUSEADDR,
  socket_create_listen,
  socket_get_option,
  socket_set_option,
} from 'wasock';
import { numberArgument, var_dump } from './php';

const socket = socket_create_listen(numberArgument(1, 1223))!;

const linger = new Linger(/* l_onoff */ 1, /* l_linger */ 1);
socket_set_option(socket, SOL_SOCKET, SO_LINGER, linger);

var_dump(socket_get_option(socket, SOL_SOCKET, SO_REUSEADDR)!.int);
