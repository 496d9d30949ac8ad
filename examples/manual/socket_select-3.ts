// Manual: socket_select(), example #3: which of two sockets can be read.
//
//   npx wasock run examples/manual/socket_select-3.ts
//
// The manual leaves $socket1 and $socket2 open; here they are the two ends of a pair, one of which was written to.

import { AF_UNIX, SOCK_STREAM, Socket, socket_create_pair, socket_select, socket_write } from 'wasock';
import { echo } from './php';

const pair: Socket[] = [];
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
const socket1 = pair[0];
const socket2 = pair[1];
socket_write(socket1, 'something interesting');

/* Prepare the read array */
const read: Socket[] = [socket1, socket2];
const write: Socket[] | null = null;
const except: Socket[] | null = null;
const num_changed_sockets = socket_select(read, write, except, 0);

if (num_changed_sockets === -1) {
  /* Error handling */
} else if (num_changed_sockets > 0) {
  /* At least at one of the sockets something interesting happened */
  echo(`${num_changed_sockets}: socket2 is ${read[0] === socket2 ? '' : 'not '}the one\n`);
}
