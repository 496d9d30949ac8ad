// Manual: socket_recvfrom(), example #1: prints at most 12 characters of a datagram, and who sent it.
//
//   npx wasock run examples/manual/socket_recvfrom-1.ts --allow-bind 127.0.0.1:1223
//   npx wasock run examples/manual/socket_sendto-1.ts --allow-connect 127.0.0.1:1223
//
// The argument is the port to bind to.

import {
  AF_INET,
  E_ALL,
  E_STRICT,
  Ref,
  SOCK_DGRAM,
  SOL_UDP,
  error_reporting,
  socket_bind,
  socket_create,
  socket_recvfrom,
} from 'wasock';
import { PHP_EOL, echo, numberArgument, text } from './php';

error_reporting(E_ALL | E_STRICT);

const socket = socket_create(AF_INET, SOCK_DGRAM, SOL_UDP)!;
socket_bind(socket, '127.0.0.1', numberArgument(1, 1223));

const buf = new Ref<ArrayBuffer | null>(null);
const from = new Ref<string>('');
const port = new Ref<i32>(0);
socket_recvfrom(socket, buf, 12, 0, from, port);

echo(`Received ${text(buf.value)} from remote address ${from.value} and remote port ${port.value}` + PHP_EOL);
