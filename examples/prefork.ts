// An HTTP server with several processes: each waits at the same listener, and for its own connections. One that ends is replaced.
//
//   npx wasock run examples/prefork.ts --allow-fork=4 --allow-bind 127.0.0.1:8080 -- 8080 4
//   curl http://127.0.0.1:8080/       # which process it was that answers
//   curl http://127.0.0.1:8080/end    # that one ends
//
// docs/fork.md says how a guest has processes.

import {
  AF_INET,
  error_reporting,
  exit,
  getmypid,
  pcntl_fork,
  pcntl_wait,
  pcntl_wexitstatus,
  Ref,
  SO_REUSEADDR,
  SOCK_STREAM,
  Socket,
  socket_accept,
  socket_bind,
  socket_close,
  socket_create,
  socket_getsockname,
  socket_listen,
  socket_read,
  socket_select,
  socket_set_nonblock,
  socket_set_option,
  socket_write,
  SOL_SOCKET,
} from 'wasock';

/** A connection, and the part of a request that has come. */
class Connection {
  request: string = '';
  constructor(public readonly socket: Socket) {}
}

const port = <i32>parseInt(process.argv.length > 1 ? process.argv[1] : '8080');
const count = <i32>parseInt(process.argv.length > 2 ? process.argv[2] : '4');

const listener = socket_create(AF_INET, SOCK_STREAM, 0)!;
socket_set_option(listener, SOL_SOCKET, SO_REUSEADDR, 1);
if (!socket_bind(listener, '127.0.0.1', port) || !socket_listen(listener, 128)) exit(1);
const address = new Ref<string>('');
const bound = new Ref<i32>(0);
socket_getsockname(listener, address, bound);
console.log('Listening on ' + address.value + ':' + bound.value.toString());
// Another process may be the first to accept a connection that this one was woken for.
socket_set_nonblock(listener);

for (let made = 0; made < count; made++) start();
const status = new Ref<i32>(0);
for (let ended = pcntl_wait(status); ended > 0; ended = pcntl_wait(status)) {
  console.log('process ' + ended.toString() + ' has ended with ' + pcntl_wexitstatus(status.value).toString());
  start();
}

function start(): void {
  if (pcntl_fork() == 0) serve();
}

/** Serves until it is to end. */
function serve(): void {
  const connections: Connection[] = [];
  const none: Socket[] = [];
  // That a client has reset its connection is no news.
  error_reporting(0);
  for (;;) {
    const read: Socket[] = [listener];
    for (let index = 0; index < connections.length; index++) read.push(connections[index].socket);
    socket_select(read, none, none);
    for (let index = connections.length - 1; index >= 0; index--) {
      const connection = connections[index];
      if (!read.includes(connection.socket) || answer(connection)) continue;
      socket_close(connection.socket);
      connections.splice(index, 1);
    }
    const accepted = read.includes(listener) ? socket_accept(listener) : null;
    if (accepted !== null) connections.push(new Connection(accepted));
  }
}

/** Answers the requests that have come. Returns false at the end of the connection. */
function answer(connection: Connection): bool {
  const data = socket_read(connection.socket, 4096);
  if (data === null || data.byteLength == 0) return false;
  connection.request += String.UTF8.decode(data);
  for (let end = connection.request.indexOf('\r\n\r\n'); end >= 0; end = connection.request.indexOf('\r\n\r\n')) {
    const isLast = connection.request.startsWith('GET /end ');
    connection.request = connection.request.substring(end + 4);
    const body = 'process ' + getmypid().toString() + '\n';
    socket_write(
      connection.socket,
      'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ' + body.length.toString() + '\r\n\r\n' + body,
    );
    if (isLast) exit(3);
  }
  return true;
}
