// A guest that misbehaves in the way that its first argument names, until it is killed or has had enough.
import {
  AF_INET,
  AF_UNIX,
  Ref,
  SOCK_DGRAM,
  SOCK_STREAM,
  Socket,
  error_reporting,
  gethostbyname,
  socket_accept,
  socket_bind,
  socket_close,
  socket_connect,
  socket_create,
  socket_create_pair,
  socket_getsockname,
  socket_listen,
  socket_read,
  socket_recv,
  socket_select,
  socket_write,
} from 'wasock';

const way = process.argv[1];
const port = process.argv.length > 2 ? i32.parse(process.argv[2]) : 0;
error_reporting(0);

/** Two connected sockets. */
function pair(type: i32 = SOCK_STREAM): Socket[] {
  const sockets: Socket[] = [];
  if (!socket_create_pair(AF_UNIX, type, 0, sockets)) unreachable();
  return sockets;
}

if (way == 'end') {
  for (let round = 0; round < 20; round++) {
    const ends = pair();
    socket_write(ends[0], 'there');
    socket_read(ends[1], 100);
  }
} else if (way == 'receive') {
  socket_read(pair()[0], 100);
} else if (way == 'fill') {
  const ends = pair();
  const data = new ArrayBuffer(1 << 16);
  while (socket_write(ends[0], data) >= 0);
} else if (way == 'accept') {
  const listener = socket_create(AF_INET, SOCK_STREAM, 0)!;
  socket_bind(listener, '127.0.0.1');
  socket_listen(listener);
  socket_accept(listener);
} else if (way == 'select') {
  socket_select([pair()[0]], null, null);
} else if (way == 'spin') {
  for (let count: u64 = 0; ; count++) if (count == u64.MAX_VALUE) break;
} else if (way == 'trap') {
  unreachable();
} else if (way == 'exit') {
  process.exit(3);
} else if (way == 'sockets') {
  // As many as there are, and then again and again one more.
  const all: Socket[] = [];
  for (let tries = 0; tries < 100_000; tries++) {
    const socket = socket_create(AF_UNIX, SOCK_DGRAM, 0);
    if (socket !== null) all.push(socket);
  }
} else if (way == 'denied') {
  const socket = socket_create(AF_INET, SOCK_STREAM, 0)!;
  while (!socket_connect(socket, '127.0.0.1', 1));
} else if (way == 'reset') {
  // Whoever listens at the port resets each connection.
  const data = new ArrayBuffer(1 << 16);
  for (;;) {
    const socket = socket_create(AF_INET, SOCK_STREAM, 0);
    if (socket === null) continue;
    if (socket_connect(socket, '127.0.0.1', port)) {
      while (socket_write(socket, data) >= 0);
      socket_recv(socket, new Ref<ArrayBuffer | null>(null), 100, 0);
    }
    socket_close(socket);
  }
} else if (way == 'lookup') {
  gethostbyname('nobody.answers.example');
} else if (way == 'print') {
  for (;;) console.log('a line of a guest that nobody reads');
} else if (way == 'echo') {
  // The one that behaves: a connection, all that comes goes back.
  const listener = socket_create(AF_INET, SOCK_STREAM, 0)!;
  if (!socket_bind(listener, '127.0.0.1') || !socket_listen(listener, 128)) unreachable();
  const name = new Ref<string>('');
  const at = new Ref<i32>(0);
  socket_getsockname(listener, name, at);
  console.log(at.value.toString());
  const all: Socket[] = [listener];
  for (;;) {
    const ready = all.slice(0);
    socket_select(ready, null, null);
    for (let i = 0; i < ready.length; i++) {
      if (ready[i] === listener) {
        const accepted = socket_accept(listener);
        if (accepted !== null) all.push(accepted);
        continue;
      }
      const data = socket_read(ready[i], 1 << 16);
      if (data === null || data!.byteLength == 0) {
        socket_close(ready[i]);
        all.splice(all.indexOf(ready[i]), 1);
      } else {
        socket_write(ready[i], data!);
      }
    }
  }
}
