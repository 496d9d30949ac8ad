// Manual: socket_select(), example #2: its result is FALSE (here -1) on an error, and 0 where nothing happened.
//
//   npx wasock run examples/manual/socket_select-2.ts
//
// The manual leaves $r and $w open; here a socket of a pair is to be read, to which nothing has been written.

import {
  AF_UNIX,
  SOCK_STREAM,
  Socket,
  socket_create_pair,
  socket_last_error,
  socket_select,
  socket_strerror,
} from 'wasock';
import { echo } from './php';

const pair: Socket[] = [];
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
const r: Socket[] = [pair[0]];
const w: Socket[] = [];

const e: Socket[] | null = null;
if (-1 === socket_select(r, w, e, 0)) {
  echo('socket_select() failed, reason: ' + socket_strerror(socket_last_error()) + '\n');
}

/* Not in the manual: what is left in the array */
echo(`to read ${r.length}\n`);
