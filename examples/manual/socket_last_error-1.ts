// Manual: socket_last_error(), example #1: why a socket could not be had.
//
//   npx wasock run examples/manual/socket_last_error-1.ts
//
// It prints nothing where the socket can be had.

import { AF_INET, SOCK_STREAM, SOL_TCP, socket_create, socket_last_error, socket_strerror } from 'wasock';
import { die, silently } from './php';

const socket = silently(() => socket_create(AF_INET, SOCK_STREAM, SOL_TCP));

if (socket === null) {
  const errorcode = socket_last_error();
  const errormsg = socket_strerror(errorcode);

  die(`Couldn't create socket: [${errorcode}] ${errormsg}`);
}
