// Manual: socket_select(), example #1: NULL for an array.
//
//   npx wasock run examples/manual/socket_select-1.ts
//
// The manual leaves $r and $w open; here they are the two ends of a pair. A guest may also write `null` itself: only
// PHP 4's engine could not take it by reference.

import { AF_UNIX, SOCK_STREAM, Socket, socket_create_pair, socket_select } from 'wasock';
import { echo } from './php';

const pair: Socket[] = [];
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
const r: Socket[] = [pair[0]];
const w: Socket[] = [pair[1]];

const e: Socket[] | null = null;
socket_select(r, w, e, 0);

/* Not in the manual: what is left in the arrays */
echo(`to read ${r.length}, to write ${w.length}\n`);
