// Manual: socket_import_stream(), example #1: the socket under a stream.
//
//   npx wasock run examples/manual/socket_import_stream-1.ts --allow-bind 0.0.0.0:58380
//
// The argument is the port to bind to.

import {
  Ref,
  SOL_SOCKET,
  SO_TYPE,
  STREAM_SERVER_BIND,
  socket_get_option,
  socket_import_stream,
  stream_socket_server,
} from 'wasock';
import { echo, numberArgument } from './php';

const errno = new Ref<i32>(0);
const errstr = new Ref<string>('');
const stream = stream_socket_server(`udp://0.0.0.0:${numberArgument(1, 58380)}`, errno, errstr, STREAM_SERVER_BIND)!;
const sock = socket_import_stream(stream)!;

/* Not in the manual: what the socket is */
echo(`SO_TYPE: ${socket_get_option(sock, SOL_SOCKET, SO_TYPE)!.int}\n`);
