// A Socket that none of the library's functions has made, though its handle is an open one's.
import {
  AF_UNIX, Ref, SO_TYPE, SOCK_STREAM, SOL_SOCKET, Socket, socket_bind, socket_close, socket_create_pair,
  socket_get_option, socket_last_error, socket_read, socket_recv, socket_select, socket_set_nonblock, socket_write,
} from 'wasock';

const pair: Socket[] = [];
socket_create_pair(AF_UNIX, SOCK_STREAM, 0, pair);
const data = new Ref<ArrayBuffer | null>(null);

function use(foreign: Socket): void {
  const results: string[] = [
    socket_write(foreign, 'x').toString(),
    socket_read(foreign, 1) === null ? 'null' : 'data',
    socket_recv(foreign, data, 1, 0).toString(),
    socket_bind(foreign, '/nowhere').toString(),
    socket_set_nonblock(foreign).toString(),
    socket_get_option(foreign, SOL_SOCKET, SO_TYPE) === null ? 'null' : 'value',
    socket_last_error(foreign).toString(),
    socket_select([pair[0], foreign], null, null, 0).toString(),
  ];
  socket_close(foreign);
  console.log(results.join(' '));
}

use(new Socket(pair[0].handle, AF_UNIX));
use(new Socket(-1, AF_UNIX));
use(new Socket(i32.MAX_VALUE, AF_UNIX));
use(new Socket(i32.MIN_VALUE, AF_UNIX));
console.log(socket_write(pair[0], 'still open').toString());
