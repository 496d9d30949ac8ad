// PHP_NORMAL_READ where the line does not end: at the end of the stream, without blocking, out of time, after a reset.
import {
  AF_INET, AF_UNIX, Linger, PHP_NORMAL_READ, Ref, SO_LINGER, SO_RCVTIMEO, SOCK_STREAM, Socket, socket_accept,
  socket_clear_error, socket_close, socket_connect, socket_create, socket_create_listen, socket_create_pair,
  socket_getsockname, socket_last_error, socket_read, socket_set_nonblock, socket_set_option, socket_write, SOL_SOCKET,
  TimeVal,
} from 'wasock';

function say(name: string, socket: Socket, length: i32 = 100): void {
  const line = socket_read(socket, length, PHP_NORMAL_READ);
  const text = line === null ? 'FALSE' : '"' + String.UTF8.decode(line).replaceAll('\n', '\\n') + '"';
  console.log(name + ': ' + text + ' ' + socket_last_error(socket).toString());
  socket_clear_error(socket);
}

function pair(): Socket[] {
  const both: Socket[] = [];
  socket_create_pair(AF_UNIX, SOCK_STREAM, 0, both);
  return both;
}

const ended = pair();
socket_write(ended[0], 'whole\nunfinished');
socket_close(ended[0]);
say('whole', ended[1]);
say('unfinished', ended[1]);
say('end', ended[1]);
say('still the end', ended[1]);

const instant = pair();
socket_set_nonblock(instant[1]);
say('nothing there', instant[1]);
socket_write(instant[0], 'part');
say('a part', instant[1]);
socket_write(instant[0], ' and the rest\nnext');
say('the rest', instant[1]);
say('another part', instant[1]);
say('nothing more', instant[1]);

const timed = pair();
socket_set_option(timed[1], SOL_SOCKET, SO_RCVTIMEO, new TimeVal(0, 20000));
say('out of time', timed[1]);
socket_write(timed[0], 'part');
say('a part in time', timed[1]);

// A line over several scratch buffers, and one that comes in two pieces of more than the first look.
const long = pair();
socket_write(long[0], 'x'.repeat(70000) + '\n');
console.log(socket_read(long[1], 100000, PHP_NORMAL_READ)!.byteLength.toString());
socket_write(long[0], 'y'.repeat(300));
socket_set_nonblock(long[1]);
console.log(socket_read(long[1], 299, PHP_NORMAL_READ)!.byteLength.toString());
say('one left', long[1]);

const listener = socket_create_listen(0)!;
const name = new Ref<string>('');
const port = new Ref<i32>(0);
socket_getsockname(listener, name, port);
const client = socket_create(AF_INET, SOCK_STREAM, 0)!;
socket_connect(client, '127.0.0.1', port.value);
const server = socket_accept(listener)!;
socket_set_option(server, SOL_SOCKET, SO_LINGER, new Linger(1, 0));
socket_close(server);
say('reset', client);
say('after the reset', client);
